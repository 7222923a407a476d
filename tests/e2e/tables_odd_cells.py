"""Cells that say two things, or say it in an odd way.

tables.py has what writes them and what compares them.
"""
H, M = 'household', 'member'
ID1, ID2, ID3 = ('379999198001010016', '379999200002290013',
                 '37999919491231002X')
HEAD = ['户编号', '村', '户主姓名', '工资性收入', '家庭人口数']
PEOPLE = ['户编号', '村', '人口编号', '姓名', '性别', '出生日期', '证件号码']
GOOD, OTHER = '柳泉村', '白石村'
FIRST, SECOND = '379999001001', '379999001002'


def shown(b, v, code):
    return '<v>%s</v>' % v, 's="%d"' % b.style(code)


def column(b, key, head, title, rows):
    b.sheet(key, [head + [title]] + [
        ['%s%d' % (key, i), GOOD, '王石', v] for i, (v, _) in enumerate(rows)])


def wants(key, table, name, rows):
    return {(table, '%s%d' % (key, i), name): w
            for i, (_, w) in enumerate(rows)}


def code_and_label(d, Book, put):
    """A code with its label beside it; two that are not of one."""
    b = Book()
    rel = [('01 本人', '01'), ('01本人或户主', None), ('02-配偶', '02'),
           ('03.之子', '03'), ('04、之女', '04'), ('02 之子', None),
           ('配偶(02)', '02'), ('配偶02', None), ('01', '01'), ('1.户主', '01'),
           ('03：长子', None), ('子女', None), ('户主之子', None),
           ('本人（户主）', None), ('之子（养子）', None)]
    b.sheet('A', [['户编号', '村', '人口编号', '姓名', '与户主关系']] + [
        ['A%d' % i, GOOD, 'A%dP' % i, '王石', v]
        for i, (v, _) in enumerate(rel)])
    cause = [('01因病', None), ('1 因病', '01'), ('02 因病', None),
             ('因病01', None), ('因病（01）', '01'), ('因病、', None),
             ('主要因病', None), ('因病?', None), ('因病/因残', None)]
    column(b, 'B', HEAD[:3], '主要致贫原因', cause)
    health = [('残疾（肢体二级）', None), ('健康，', ' 01 '), ('02长期慢性病', None),
              ('长期慢性病；残疾', ' 02 04 '), ('健康或良好', None), ('残疾人', None),
              ('02、04', ' 02 04 '), ('2.4', None), (2.4, None), ('非残疾', None),
              ('01健康', None), ('健康/残疾', ' 01 04 '), ('2，4', ' 02 04 ')]
    b.sheet('C', [['户编号', '村', '人口编号', '姓名', '健康状况']] + [
        ['C%d' % i, GOOD, 'C%dP' % i, '王石', v]
        for i, (v, _) in enumerate(health)])
    yes = [('1.是', None), ('是1', None), ('01', None), ('是(1)', None),
           ('1是', None), ('是√', None), ('√是', None), ('□是 ☑否', None),
           ('否×', None), ('是（C级）', None), ('2', None), (2, None), ('0', 0),
           ('不', None), ('没有', None), ('非', None)]
    column(b, 'D', HEAD[:3], '是否危房户', yes)
    b.write(d + '/a.xlsx')
    want = {(M, 'A%dP' % i, 'relation'): w for i, (_, w) in enumerate(rel)}
    want.update({(M, 'C%dP' % i, 'health'): w
                 for i, (_, w) in enumerate(health)})
    want.update(wants('B', H, 'main_cause', cause))
    want.update(wants('D', H, 'dangerous_house', yes))
    return want, sum(w is None for w in want.values())


def several_in_one(d, Book, put):
    """Several phones, several persons in one cell."""
    b = Book()
    # whatever else is written for a phone or a number, a check looks at it
    phones = ['13900000001、13900000002', '13900000001/13900000002',
              '13900000001\n13900000002', '13900000001 13900000002',
              '13900000001（儿子）', '139 0000 0001', '139-0000-0001',
              13900000001, '13900000001.0', '1.39E+10', '+8613900000001',
              '0379-1234567', '13900000001；', '见户主']
    column(b, 'A', HEAD[:3], '联系电话', [(p, 0) for p in phones])
    people = ['王石、李四', '王石\n李四', '王石/李四', '王石，李四', '王石;李四',
              '王石 李四', '王石（已故）', '1王石', '王石等3人', '王石与李四',
              '买买提·艾力', '阿依古丽 买买提', '欧阳\n娜娜', 'Wang Shi']
    b.sheet('B', [['户编号', '村', '人口编号', '姓名', '证件号码']] + [
        ['B%d' % i, GOOD, 'B%dP' % i, p, None] for i, p in enumerate(people)])
    numbers = [ID1 + '、' + ID2, ID1 + '\n' + ID2, ID1 + '/' + ID2,
               ID1 + '（残疾证）', '身份证' + ID1, ID1 + ID2,
               '3799991980010100', ID1 + '44', '无', '暂无', '办理中',
               '37999919800101001', 37999919800101.0]
    b.sheet('C', [['户编号', '村', '人口编号', '姓名', '证件号码']] + [
        ['C%d' % i, GOOD, 'C%dP' % i, '王石', n] for i, n in enumerate(numbers)])
    b.write(d + '/a.xlsx')
    want = {(H, 'A%d' % i, 'phone'): '13900000001' if i in (5, 7, 8) else
            None if i in (2, 3, 9) else p.replace('；', ';').replace(
                '（', '(').replace('）', ')') for i, p in enumerate(phones)}
    want.update({(M, 'B%dP' % i, 'name'): None if i in (0, 1, 2, 12) else p
                 for i, p in enumerate(people)})
    want.update({(M, 'C%dP' % i, 'number'): None if i in (1, 8, 9) else
                 '37999919800101' if i == 12 else n.replace(
                     '（', '(').replace('）', ')')
                 for i, n in enumerate(numbers)})
    return want, 8


def amounts(d, Book, put):
    """Amounts with a word, a sign or a unit more."""
    b = Book()
    rows = [("1'234", None), ('1234-', None), ('▲500', None), ('△500', None),
            ('（-）500', None), ('500↑', None), ('负500', None), ('零', None),
            ('0.5万元/年', 500000), ('5百元', 50000), ('1.2W', None),
            ('1.2w元', None), ('12k', None), ('5000元，其中低保3000元', None),
            ('5000元/3人', None), ('5000*', None), ('5000①', None),
            ('5000[1]', None), ('5000(1)', None), ('≈5000', None),
            ('≥5000', None), ('5000以上', None), ('不足5000', None),
            ('5000元左右', None), ('5 000.00', None), ('5\u00a0000', None),
            ('5，000', 500000), ('5、000', None), ('5。5', None), ('5．5', 550),
            ('5·5', None), ('0x10', None), ('1e3', None), ('1E3', None),
            ('∞', None), ('NaN', None), ('null', None), ('NULL', None),
            ('未统计', None), ('待核实', None), ('同上年', None), ('5000.005', None),
            ('99999999999999', None), ('五千', None), ('5千', None),
            ('1万2千', None), ('1.2万3', None), ('5000元5角', None),
            ('#####', None), ('########', None), ('5000 ', 500000),
            ('\t5000', 500000), ('5000\r\n', 500000), ('_5000', None),
            ('"5000"', None), ('“5000”', None), ('5000;', None),
            ('5000,', None), (',5000', None), ('5,00', None), ('50,00', None),
            ('1,234,56', None), ('12,34,567', None), ('1.2亿', None),
            ('500 %', None), ('500‰', None), ('1/2', None), ('=500', None),
            ('==500', None), ("''500", 50000), ('٥٠٠', None), ('⑤', None),
            ('５００', 50000), ('五OO', None)]
    column(b, 'A', HEAD[:3], '工资性收入', rows)
    land = [('3亩', 300), ('3分', None), ('3亩5分', None), ('3.5亩', 350),
            ('2000平方米', None), ('3公顷', None), ('0.3公顷', None),
            ('3mu', None), ('3 亩', 300), ('3畝', None), ('三亩', None),
            ('3亩（水田）', None), ('3+2', None), ('3亩、2亩', None)]
    column(b, 'B', HEAD[:3], '耕地面积（亩）', land)
    house = [('80', 8000), ('80㎡', 8000), ('80平', None), ('80平方', None),
             ('80m²', 8000), ('80M2', 8000), ('0.12亩', None), ('80*2', None),
             ('80平米', 8000), ('8×10', None), ('80.123', None), ('80人均', None)]
    column(b, 'C', HEAD[:3], '住房面积（平方米）', house)
    road = [('2公里', 200), ('2km', 200), ('2000米', None), ('2里', None),
            ('500m', None), ('2', 200), ('2华里', None), ('0.5公里', 50)]
    column(b, 'D', HEAD[:3], '与村主干路距离（公里）', road)
    b.write(d + '/a.xlsx')
    want = wants('A', H, 'wage_income', rows)
    want.update(wants('B', H, 'cultivated_land', land))
    want.update(wants('C', H, 'floor_area', house))
    want.update(wants('D', H, 'road_distance', road))
    # null and NULL are nothing
    return want, sum(w is None for w in want.values()) - 3


def serials(d, Book, put):
    """Dates that became numbers, numbers that became dates, and years of two
    digits or of another calendar."""
    b = Book()
    days = [('44140', None), (44140, None), ('44140.5', None), ('29221', None),
            ('80-1-1', None), ("'80.1.1", None), ('80年1月1日', None),
            ('1980-1-1（农历）', None), ('农历一九八〇年正月初一', None),
            ('1980年腊月初八', None), ('庚申年', None), ('1980.01.01 属猴', None),
            ('1980/1/1 0:00', '1980-01-01'), ('01/01/1980', None),
            ('Jan 1, 1980', None), ('1980-Jan-01', None), ('19800101.0', None),
            ('1980.0101', None), ('1980 0101', None), ('1980-01-01-', '1980-01-01'),
            ('1980-01-01,', None), ('1980—01—01', '1980-01-01'),
            ('1980~01~01', None), ('1980_01_01', None), ('1980\\01\\01', None),
            ('1980.01.32', None), ('1980-00-10', None), ('1980-2-30', None),
            ('1900-02-29', None), ('2000-02-29', '2000-02-29'),
            ('20000229', '2000-02-29'), ('20000230', None), (20000230, None),
            ('198011', None), ('1980111', None), (1980111, None),
            ('10000101', None), ('00000000', None), ('1980', None),
            (1980, None), ('1980年', None), ('公元1980年1月1日', None),
            ('1980年1月1', '1980-01-01'), ('1980年01月01日生', None),
            ('1980-01-01\n1981-01-01', None), ('1980 年 1 月 1 日', '1980-01-01'),
            (shown(b, 29221, 'd/m/yyyy'), '1980-01-01'),
            (shown(b, 29221, 'yy/m/d'), '1980-01-01'),
            (shown(b, 29221, 'mm-dd-yy'), '1980-01-01'),
            (shown(b, 29221, '[$-804]yyyy/m/d;@'), '1980-01-01'),
            (shown(b, 19800101, 'yyyy-mm-dd'), None),
            (shown(b, 19800101, '0000-00-00'), None),
            (shown(b, 19800101, '0000!-00!-00'), None),
            (shown(b, -5, 'yyyy-mm-dd'), None), (shown(b, 0, 'yyyy/m/d'), None),
            (('<v>1980-01-01T00:00:00</v>', 't="d"'), '1980-01-01'),
            (('<v>1980-01-01</v>', 't="d"'), '1980-01-01'),
            (('<v>0</v>', 't="b"'), None)]
    b.sheet('A', [['户编号', '村', '人口编号', '姓名', '出生日期']] + [
        ['A%d' % i, GOOD, 'A%dP' % i, '王石', v]
        for i, (v, _) in enumerate(days)])
    sizes = [(shown(b, 3, 'yyyy-mm-dd'), None), (shown(b, 44140, 'm"月"d"日"'),
                                                 None),
             ('3月4日', None), ('3-4', None), ('1900-01-03', None),
             (shown(b, 3, '0"人"'), 3), (shown(b, 3, '0"户"'), None),
             (shown(b, 0.03, '0%'), None), (shown(b, 3.4, '0'), None),
             (shown(b, 2.5, '0'), None), ('3人（含2人外出）', None), ('③', None),
             ('叁', None), ('3.', 3), ('03', 3), ('+3', 3), ('３', 3),
             ('3口之家', None), ('3/4', None), ('1000', 1000), (-3, None),
             ('3个', None), ('3 人', 3), ('2大1小', None)]
    column(b, 'B', HEAD[:3], '家庭人口数', sizes)
    years = [('2016/2018', None), ('2016年脱贫', None), ('16', None),
             ('2016、2018', None), (shown(b, 42370, 'yyyy"年"'), None),
             ('2016年1月1日', None), ('2O16', None), ('2016 年', 2016),
             ('20 16', None), ('二0一六', None), (2016.0, 2016), ('2016.0', 2016),
             ('未脱贫', None), ('-', None), ('0', None), ('9999', None)]
    column(b, 'C', HEAD[:3], '脱贫年度', years)
    b.write(d + '/a.xlsx')
    want = {(M, 'A%dP' % i, 'birth'): w for i, (_, w) in enumerate(days)}
    want.update(wants('B', H, 'size', sizes))
    want.update(wants('C', H, 'exit_year', years))
    return want, sum(w is None for w in want.values()) - 1


def hidden_by_format(d, Book, put):
    """A format that puts something before a text, or shows none of it; one
    that makes another id of a number."""
    b = Book()

    def text(s, code):
        return '<is><t>%s</t></is>' % s, 't="inlineStr" s="%d"' % b.style(code)

    b.sheet('A', [HEAD[:3] + ['备注'],
                  [text('A001', '@'), GOOD, text('王石', '@'), None],
                  [text('002', '"A"@'), GOOD, text('李四', '@"（户主）"'), None],
                  [text('A003', ';;;'), GOOD, text('赵五', ';;;'), None],
                  [text('A004', '0;0;0;@'), GOOD, text('钱六', '0;0;0;'), None],
                  [shown(b, 5, '"A00"0'), GOOD, text('孙七', 'General;;;"无"'),
                   None],
                  [shown(b, 370006, '"8601"000000'), GOOD, '周八', None],
                  [shown(b, 370007, '0000000000'), GOOD, '吴九', None],
                  [text('A008', '@" "'), text('柳泉', '@"村"'), '郑十', None]])
    phone = [(shown(b, 13900000001, '000-0000-0000'), None),
             (shown(b, 13900000001, '0'), '13900000001'),
             (shown(b, 13900000001, '#,##0'), '13900000001'),
             (shown(b, 13900000001, '0.00E+00'), '13900000001'),
             (shown(b, 13900000001, '"+86"0'), None),
             (shown(b, 3900000001, '"1"0000000000'), None)]
    column(b, 'B', HEAD[:3], '联系电话', phone)
    b.write(d + '/a.xlsx')
    want = wants('B', H, 'phone', phone)
    want.update({(H, 'A001', 'head_name'): '王石', (H, '002', 'id'): 'absent',
                 (H, 'A003', 'id'): 'absent', (H, 'A004', 'head_name'): None,
                 (H, '5', 'id'): 'absent', (H, '370006', 'id'): 'absent',
                 (H, '0000370007', 'head_name'): '吴九'})
    return want, 13


def formulas(d, Book, put):
    """Formulas of every kind with their values; those of other programs."""
    b = Book()
    b.sheet('A', [HEAD[:3] + ['工资性收入'],
                  ['A0', GOOD, '王石', ('<f t="array" ref="D2:D4">X</f><v>5</v>',
                                      '')],
                  ['A1', GOOD, '李四', ('<v>6</v>', '')],
                  ['A2', GOOD, '赵五', ('<f t="shared" si="0" ref="D4:D5">A1'
                                      '</f><v>7</v>', '')],
                  ['A3', GOOD, '钱六', ('<f t="shared" si="0"/><v>8</v>', '')],
                  ['A4', GOOD, '孙七', ('<f t="shared" si="0"/>', '')],
                  ['A5', GOOD, ('<f>[1]S!A1</f><v>周八</v>', 't="str"'),
                   ('<f>[1]S!A2</f><v>9</v>', '')],
                  ['A6', GOOD, ('<f>DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)'
                                '</v>', 't="str"'),
                   ('<f>IFERROR(X,"")</f><v></v>', 't="str"')],
                  ['A7', GOOD, ('<f>X</f><v>0</v>', ''),
                   ('<f>X</f><v>#REF!</v>', 't="e"')],
                  ['A8', GOOD, '吴九', ('<f>X</f><v>#N/A</v>', 't="str"')],
                  ['A9', GOOD, '郑十', ('<f t="dataTable" ref="D11" r1="A1">'
                                      '</f><v>12</v>', '')],
                  ['B0', GOOD, '冯一', ('<f ca="1">NOW()</f><v>13</v>',
                                      'cm="1"')],
                  ['B1', GOOD, '陈二', ('<v>#VALUE!</v>', 't="e" vm="1"')],
                  [('<f>"B"&amp;2</f><v>B2</v>', 't="str"'),
                   ('<f>X</f><v>柳泉村</v>', 't="str"'), '褚三',
                   ('<f>TEXT(1,"0")</f><v>14.50</v>', 't="str"')],
                  ['B3', ('<f>X</f><v>#N/A</v>', 't="e"'), '卫四', 15],
                  [('<f>X</f><v>#N/A</v>', 't="e"'), GOOD, '蒋五', 16]])
    b.write(d + '/a.xlsx')
    want = {(H, 'A%d' % i, 'wage_income'): w for i, w in enumerate(
        [500, 600, 700, 800, None, 900, None, None, None, 1200])}
    want.update({(H, 'A5', 'head_name'): '周八', (H, 'A6', 'head_name'): None,
                 (H, 'A7', 'head_name'): None, (H, 'B0', 'wage_income'): 1300,
                 (H, 'B1', 'wage_income'): None, (H, 'B2', 'wage_income'): 1450,
                 (H, 'B3', 'id'): 'absent', (H, 'all', 'count'): 13})
    return want, 9


ALL = [code_and_label, several_in_one, amounts, serials, hidden_by_format,
       formulas]
