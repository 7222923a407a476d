"""Files as a clerk's desk has them: what programs add, what people type.

tables.py has what writes them and what compares them.
"""
H, M = 'household', 'member'
ID1, ID2 = '379999198001010016', '379999200002290013'
GOOD, FIRST, SECOND = '柳泉村', '379999001001', '379999001002'


def exports(d, Book, put):
    """Texts as other programs write them: a line that names the separator,
    tabs called .xls, breaks in titles, CR alone, UTF-16, rows of separators."""
    put(d + '/a.csv', '\ufeffsep=;\r\n户编号;村;户主姓名;工资性收入\r\n'
        'K1;柳泉村;王石;1234,50\r\nK2;柳泉村;李四;1.234,50\r\n'
        'K3;柳泉村;赵五;1234.5\r\n')
    put(d + '/b.xls', '户编号\t村\t人口编号\t姓名\t证件号码\r\n'
        'K4\t柳泉村\tK4P\t王石\t' + ID1 + '\r\n', 'gb18030')
    put(d + '/c.csv', '户编号,村,"户主\n姓名","工资性\r\n收入（元）"\n'
        'K5,柳泉村,王石,"1,000"\n')
    put(d + '/d.csv', '户编号,村,户主姓名,家庭人口数\rK6,柳泉村,李四,3\r')
    put(d + '/e.xls', '\ufeff户编号\t村\t户主姓名\t家庭人口数\r\n'
        'K7\t白石村\t赵五\t2\r\n', 'utf-16-le')
    put(d + '/f.csv', '户编号,村,户主姓名,家庭人口数,,,,,\n'
        'K8,柳泉村,钱六,1,,,,,\n,,,,,,,,\n,,,,,,,,\n')
    put(d + '/g.csv', '\n,,,\n柳泉村2026年低收入人口台账,,,\n\n'
        '户编号,村,户主姓名,家庭人口数\nK9,柳泉村,孙七,5\n')
    return {(H, 'K1', 'wage_income'): None, (H, 'K2', 'wage_income'): None,
            (H, 'K3', 'wage_income'): 123450, (M, 'K4P', 'number'): ID1,
            (M, 'K4P', 'household'): 'K4', (H, 'K5', 'wage_income'): 100000,
            (H, 'K5', 'head_name'): '王石', (H, 'K6', 'size'): 3,
            (H, 'K7', 'size'): 2, (H, 'K7', 'village'): SECOND,
            (H, 'K8', 'size'): 1, (H, 'K9', 'size'): 5,
            (H, 'K9', 'village'): FIRST, (H, 'all', 'count'): 9}, 2


def titles(d, Book, put):
    """Units in titles, in a second row, above the table; stars and blanks."""
    b = Book()
    b.sheet('两行', [['户编号', '村', '户主姓名', '家庭收入（元）', None],
                   [None, None, None, '工资性收入', '转移性收入'],
                   ['L1', GOOD, '王石', 100, 200]],
            ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1'])
    b.sheet('万元列', [['户编号', '村', '户主姓名', '工资性收入（万元）'],
                    ['L2', GOOD, '李四', 1.2]])
    b.sheet('表头上', [['低收入户收入表'], [None, None, None, '单位：万元'],
                    ['户编号', '村', '户主姓名', '工资性收入', '家庭人口数'],
                    ['L3', GOOD, '赵五', 1.2, 3]], ['A1:E1'])
    b.sheet('单位', [['户编号', '村', '户主姓名', '家庭人口数（人）',
                    '耕地面积（亩）', '住房面积（㎡）', '工资性收入(元/年)'],
                   ['L4', GOOD, '钱六', 4, 3.5, 80, 900]])
    b.sheet('星号', [['*户编号', '*村', '* 户主姓名', '【工资性收入】'],
                   ['L5', GOOD, '孙七', 500]])
    b.sheet('空格', [['户 编 号', '　村　', '户  主\n姓  名', '工 资 性 收 入'],
                   ['L6', GOOD, '周八', 600]])
    b.sheet('下一行单位', [['户编号', '村', '户主姓名', '家庭人口数', '工资性收入'],
                      [None, None, None, '人', '万元'],
                      ['L7', GOOD, '吴九', 2, 1.5]])
    b.sheet('千元', [['户编号', '村', '户主姓名', '工资性收入（千元）'],
                   ['L8', GOOD, '郑十', 3]])
    b.sheet('万', [['户编号', '村', '户主姓名', '工资性收入（万）'],
                  ['L9', GOOD, '冯一', 3]])
    b.write(d + '/a.xlsx')
    return {(H, 'L1', 'wage_income'): 10000,
            (H, 'L1', 'transfer_income'): 20000,
            (H, 'L2', 'wage_income'): None, (H, 'L2', 'head_name'): '李四',
            (H, 'L3', 'wage_income'): None, (H, 'L3', 'size'): 3,
            (H, 'L4', 'size'): 4, (H, 'L4', 'cultivated_land'): 350,
            (H, 'L4', 'floor_area'): 8000, (H, 'L4', 'wage_income'): 90000,
            (H, 'L5', 'wage_income'): 50000, (H, 'L5', 'head_name'): '孙七',
            (H, 'L6', 'wage_income'): 60000, (H, 'L6', 'head_name'): '周八',
            (H, 'L7', 'size'): 2, (H, 'L7', 'wage_income'): None,
            (H, 'L8', 'wage_income'): None, (H, 'L9', 'wage_income'): None,
            (H, 'all', 'count'): 9}, 5


def villages(d, Book, put):
    """A sheet a village with columns of its own; a pivot sheet beside them;
    sums by village between; columns and rows that are hidden or filtered."""
    b = Book()
    b.sheet('柳泉村', [['户编号', '户主姓名', '工资性收入'], ['M1', '王石', 100]])
    b.sheet('白石村', [['户主姓名', '户编号', '联系电话'],
                    ['李四', 'M2', '13900000001']])
    b.sheet('汇总', [['行标签', '计数项:户编号', '求和项:工资性收入'],
                   [GOOD, 2, 300], ['白石村', 1, 100], ['总计', 3, 400]])
    b.sheet('小计', [['户编号', '村', '户主姓名', '工资性收入'],
                   ['M3', GOOD, '赵五', 100], [None, '柳泉村小计', None, 100],
                   ['M4', '白石村', '钱六', 200], [None, '其中：低保户', None, 50],
                   [None, '白石村小计', None, 200], ['总计', None, None, 300]])
    b.sheet('隐藏', [['户编号', '村', '户主姓名', '工资性收入'],
                   ['M5', GOOD, '孙七', 700], ['M6', GOOD, '周八', 800]])
    name, state, xml = b.sheets[-1]
    xml = xml.replace('<sheetData>', '<cols><col min="4" max="4" width="0" '
                      'hidden="1"/></cols><sheetData>')
    xml = xml.replace('<row r="3">', '<row r="3" hidden="1" ht="0">').replace(
        '</sheetData>', '</sheetData><autoFilter ref="A1:D3"/>')
    b.sheets[-1] = (name, state, xml)
    b.write(d + '/a.xlsx')
    return {(H, 'M1', 'village'): FIRST, (H, 'M1', 'wage_income'): 10000,
            (H, 'M1', 'phone'): None, (H, 'M2', 'village'): SECOND,
            (H, 'M2', 'phone'): '13900000001', (H, 'M2', 'head_name'): '李四',
            (H, 'M2', 'wage_income'): None, (H, 'M3', 'wage_income'): 10000,
            (H, 'M4', 'wage_income'): 20000, (H, 'M5', 'wage_income'): 70000,
            (H, 'M6', 'wage_income'): 80000, (H, 'all', 'count'): 6}, 3


def typed(d, Book, put):
    """What people type for days, amounts, counts, yes and no, relations."""
    b = Book()
    days = [('2020年11月5号', '2020-11-05'), ('2020、11、5', None),
            ('2020 11 05', None), ('2020.11.05日', '2020-11-05'),
            ('２０２０年１１月５日', '2020-11-05'), ('1980.10', None),
            ('2020年11月05日 星期四', None), ('2020-11-05上午', None),
            ('80.1.1', None), ('2020年 11月 5日', '2020-11-05'),
            ('2020-11-5至今', None), ('05/11/2020', None)]
    b.sheet('日期', [['户编号', '村', '人口编号', '姓名', '出生日期']] + [
        ['N%d' % i, GOOD, 'N%dP' % i, '王石', v]
        for i, (v, _) in enumerate(days)])
    money = [('1,200.00元', 120000), ('人民币1200元', 120000),
             ('1200.-', None), ('1200元/年', 120000), ('0.12万', 120000),
             ('1.2千元', 120000), ('0.00', 0), ('—', None), ('无收入', None),
             ('12 00', None), ('1200(估)', None), ('1200、1300', None),
             ('1200+300', None), ('100*12', None), ('0.12万元', 120000),
             ('1200美元', None), ('1200元整', None), ('１２００．５０', 120050),
             ('1200分', None), ('1200/人', None), ('12万人', None)]
    b.sheet('金额', [['户编号', '村', '户主姓名', '工资性收入']] + [
        ['Q%d' % i, GOOD, '王石', v] for i, (v, _) in enumerate(money)])
    sizes = [('4人', 4), ('4口', 4), ('四人', None), ('4.0', 4), ('4.5', None),
             ('4户', None), ('4-5', None), ('4口人', 4), ('4(含1人死亡)', None)]
    b.sheet('人数', [['户编号', '村', '户主姓名', '家庭人口数']] + [
        ['R%d' % i, GOOD, '王石', v] for i, (v, _) in enumerate(sizes)])
    words = [('否（已改造）', None), ('不是', 0), ('是的', 1), ('✔', 1),
             (' 是 ', 1), ('是？', None), ('无', None), ('C级', None), ('ｙ', 1)]
    b.sheet('危房', [['户编号', '村', '户主姓名', '是否危房户']] + [
        ['S%d' % i, GOOD, '王石', v] for i, (v, _) in enumerate(words)])
    related = [('户主', '01'), ('长子', '03'), ('儿媳', '05'),
               ('妻（再婚）', None), ('之子', '03'), ('长 女', '04'),
               ('子/女', None), ('1', '01'), ('户主本人', None)]
    b.sheet('关系', [['户编号', '村', '人口编号', '姓名', '与户主关系']] + [
        ['T%d' % i, GOOD, 'T%dP' % i, '王石', v]
        for i, (v, _) in enumerate(related)])
    b.write(d + '/a.xlsx')
    want = {(M, 'N%dP' % i, 'birth'): v for i, (_, v) in enumerate(days)}
    want.update({(H, 'Q%d' % i, 'wage_income'): v
                 for i, (_, v) in enumerate(money)})
    want.update({(H, 'R%d' % i, 'size'): v for i, (_, v) in enumerate(sizes)})
    want.update({(H, 'S%d' % i, 'dangerous_house'): v
                 for i, (_, v) in enumerate(words)})
    want.update({(M, 'T%dP' % i, 'relation'): v
                 for i, (_, v) in enumerate(related)})
    # — is a blank
    return want, sum(v is None for v in want.values()) - 1


def programs(d, Book, put):
    """What Excel and WPS write around values: numbers kept as texts, texts of
    several runs, formulas' texts; a web page with a head, a foot and breaks."""
    b = Book()
    run = b.share('<r><t>王</t></r><r><rPr><color rgb="FFFF0000"/></rPr>'
                  '<t>石</t></r>')
    plain = b.share('<t>1234.5</t>')
    b.sheet('文本数', [['户编号', '村', '户主姓名', '工资性收入', '家庭人口数'],
                    ['U1', GOOD, ('<v>%d</v>' % run, 't="s"'),
                     ('<v>%d</v>' % plain, 's="0" t="s"'), '4'],
                    ['U2', GOOD, ('<f>"李"&amp;"四"</f><v>李四</v>', 't="str"'),
                     ('<f>VLOOKUP(A3,X!A:B,2,0)</f><v>500</v>', ''),
                     ('<f>LEN(C3)</f><v>2</v>', '')],
                    ['U3', GOOD, '赵五', ('<f>VLOOKUP(A4,X!A:B,2,0)</f>'
                                        '<v>#N/A</v>', 't="e"'), None]])
    name, state, xml = b.sheets[-1]
    b.sheets[-1] = (name, state, xml.replace(
        '</sheetData>', '</sheetData><ignoredErrors><ignoredError sqref="A1:E9" '
        'numberStoredAsText="1"/></ignoredErrors>'))
    b.write(d + '/a.xlsx')
    put(d + '/b.xls', '<html xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<head><meta charset=gbk><style>.t{mso-number-format:"\\@"}</style>'
        '</head><body><table><thead><tr><td colspan=4>花名册</td></tr>'
        '<tr><th>户编号</th><th>村</th><th>户主<br>姓名</th>'
        '<th>工资性收入<br/>（元）</th></tr></thead><tbody>'
        '<tr><td class=t>U4</td><td>柳泉村&nbsp;</td><td>钱六</td>'
        '<td x:num="1234.5">1,234.50</td></tr></tbody>'
        '<tfoot><tr><td>合计</td><td>&nbsp;</td><td>1</td><td>1,234.50</td>'
        '</tr></tfoot></table></body></html>', 'gbk')
    return {(H, 'U1', 'head_name'): '王石', (H, 'U1', 'wage_income'): 123450,
            (H, 'U1', 'size'): 4, (H, 'U2', 'head_name'): '李四',
            (H, 'U2', 'wage_income'): 50000, (H, 'U2', 'size'): 2,
            (H, 'U3', 'wage_income'): None, (H, 'U4', 'village'): FIRST,
            (H, 'U4', 'wage_income'): 123450, (H, 'U4', 'head_name'): '钱六',
            (H, 'all', 'count'): 4}, 1


ALL = [exports, titles, villages, typed, programs]
