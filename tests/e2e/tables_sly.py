"""Small files in which a careless reader finds a value that is another one.

tables.py has what writes them and what compares them.
"""
H, M = 'household', 'member'
ID1, ID2, ID3 = ('379999198001010016', '379999200002290013',
                 '37999919491231002X')
HEAD = ['户编号', '村', '户主姓名', '工资性收入', '家庭人口数']
PEOPLE = ['户编号', '村', '人口编号', '姓名', '性别', '出生日期', '证件号码']
GOOD = '柳泉村'


def shown(b, v, code):
    return '<v>%s</v>' % v, 's="%d"' % b.style(code)


def signs(d, Book, put):
    """Formats that hide a sign, a point, noughts or the number itself."""
    b = Book()
    rows = [(-500, '0;0', None), (500, '0;0', 50000), (-500, '0;-0', -50000),
            (-500, '#,##0;[Red]#,##0', None), (-500, '0_);(0)', -50000),
            (-500, '0.00;[红色]-0.00', -50000), (500, '-0', None),
            (500, '\\-0', None), (500, '(0)', None), (500, '0"-"', None),
            (500, '"减"0', None), (0, '0;-0;"-"', 0), (0, '0;-0;', None),
            (500, '0;-0;', 50000), (0, '#,##0;-#,##0;"无"', None),
            (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0),
            (-5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', -500),
            (12000, '[>10000]0!.0"万"', None), (12000, '0!.0"万"', None),
            (12000, '0!.0,"万"', 1200000), (12345, '0!.0,"万"', None),
            (12000, '0!.0000"万"', 1200000), (12345, '0\\.0000万', 1234500),
            (12000, '0,"万"', None), (12000, '0"万"', None),
            (12000, '0!.0', None), (12000, '0"."0,"万元"', 1200000),
            (5, '0\\0\\0', None), (5, '0"00"', None), (5, '100', None),
            (0.5, '# ?/?', None), (5, '0"元"', 500), (5, '0\\元', 500),
            (5, '0.00\\ "元/年"', 500), (5, '0"元/月"', None),
            (5, '[DBNum2][$-804]General', 500), (5, '[=5]"六";0', None),
            (5, '[$€-2]0', None), (5, '[$￥-804]0.00', 500),
            (5, 'General"元"', 500), (5, '"无"', None), (5, '"元"', None),
            (-5, '0;"低"0', None), (5, '0.00;@', 500), (5, '@', 500),
            (0.5, '0%', None), (-0.5, '0;0%', None), (5, '000"-"000', None)]
    b.sheet('户', [HEAD] + [
        ['A%d' % i, GOOD, '王石', shown(b, v, f)]
        for i, (v, f, _) in enumerate(rows)])
    b.write(d + '/a.xlsx')
    return ({(H, 'A%d' % i, 'wage_income'): w
             for i, (_, _, w) in enumerate(rows)},
            sum(w is None for _, _, w in rows))


def days(d, Book, put):
    """Formats that show another day than the cell holds; texts with a time
    zone, a span of days, an era."""
    b = Book()
    rows = [(shown(b, 44140, 'yyyy\\-mm\\-dd'), '2020-11-05'),
            (shown(b, 44140, '[$-804]yyyy"年"m"月"d"日"'), '2020-11-05'),
            (shown(b, 44140, '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'),
             '2020-11-05'),
            (shown(b, 44140, '[$-130000]yyyy"年"m"月"d"日"'), None),
            (shown(b, 44140, '[$-107041E]yyyy-mm-dd'), None),
            (shown(b, 44140, '"农历"yyyy-mm-dd'), None),
            (shown(b, 44140, '"约"yyyy-mm-dd'), None),
            (shown(b, 44140, '[$-411]e/m/d'), None),
            (shown(b, 44140, 'bbbb/m/d'), None),
            (shown(b, 44140, '[>50000]yyyy-mm-dd;yyyy-mm-dd'), None),
            (shown(b, 44140.5, 'yyyy/m/d h:mm'), '2020-11-05'),
            ('1979-12-31T16:00:00.000Z', None),
            ('1980-01-01T00:00:00+08:00', None),
            ('1980-01-01T00:00:00', '1980-01-01'),
            ('1980-01-01 00:00:00.0', '1980-01-01'),
            ('2020-11-05 08:30-2020-11-06 09:30', None),
            ('2020-11-05 8:30（补）', None), ('2020-11-05至2020-11-06', None),
            ('2020年度', None), ('2020年底', None), ('民国九年', None),
            ('农历1980年1月1日', None), ('1980.1.1/1980.2.17', None),
            ('8.1.1980', None), ('1980年1月', None), ('198001', None),
            ('0000-00-00', None), ('1980-00-01', None)]
    b.sheet('人', [PEOPLE] + [
        ['B%d' % i, GOOD, 'B%dP' % i, '王石', None, v]
        for i, (v, _) in enumerate(rows)])
    b.write(d + '/b.xlsx')
    return ({(M, 'B%dP' % i, 'birth'): w for i, (_, w) in enumerate(rows)},
            sum(w is None for _, w in rows))


def merged_over_persons(d, Book, put):
    """What is merged over several rows is theirs all where it is of the place
    or of the household; what is a person's own is the first one's alone."""
    b = Book()
    b.sheet('人', [PEOPLE + ['联系电话', '成员联系电话', '健康状况', '人均纯收入',
                            '民族'],
                  ['C1', GOOD, 'C1P', '王石', '男', '1980-01-01', ID1,
                   '13900000001', '13900000002', '健康', 100, '汉族'],
                  [None, None, 'C2P', '李四', None, None, None, None, None,
                   None, None, None],
                  ['C3', None, 'C3P', '赵五', None, None, ID3, None, None,
                   None, None, None]],
            ['A2:A3', 'B2:B4', 'E2:E4', 'F2:F3', 'G2:G3', 'H2:H4', 'I2:I3',
             'J2:J3', 'K2:K4', 'L2:L3'])
    b.sheet('户', [['户编号', '村', '组', '户主姓名', '户主身份证号', '联系电话',
                   '工资性收入', '帮扶责任人'],
                  ['C5', GOOD, '一组', '钱六', ID1, '13900000005', 100, '孙一'],
                  ['C6', None, None, None, None, None, None, None],
                  ['C7', None, None, '周八', ID3, None, None, None]],
            ['B2:B4', 'C2:C4', 'D2:D3', 'E2:E3', 'F2:F4', 'G2:G4', 'H2:H4'])
    b.write(d + '/c.xlsx')
    put(d + '/d.xls', '<html><head><meta charset=utf-8></head><body><table>'
        '<tr>' + ''.join('<td>%s</td>' % h for h in PEOPLE) + '</tr><tr>'
        '<td rowspan=2>C8</td><td rowspan=2>柳泉村</td><td>C8P</td>'
        '<td rowspan=2>吴九</td><td rowspan=2>女</td><td>1990-01-01</td>'
        '<td>' + ID2 + '</td></tr><tr><td>C9P</td><td>1991-01-01</td>'
        '<td>' + ID3 + '</td></tr></table></body></html>')
    want = {(M, 'C1P', k): v for k, v in (
        ('sex', '1'), ('birth', '1980-01-01'), ('number', ID1),
        ('phone', '13900000002'), ('health', ' 01 '), ('nation', '汉族'))}
    for p in ('C2P', 'C3P'):
        want.update({(M, p, k): None for k in (
            'sex', 'birth', 'phone', 'health', 'nation')})
    want.update({(M, 'C2P', 'number'): None, (M, 'C2P', 'household'): 'C1',
                 (M, 'C3P', 'number'): ID3, (M, 'C3P', 'household'): 'C3',
                 (H, 'C1', 'phone'): '13900000001', (H, 'C3', 'phone'): None,
                 (H, 'C1', 'per_capita_income'): 10000,
                 (H, 'C3', 'per_capita_income'): None,
                 (H, 'C3', 'village'): '379999001001',
                 (H, 'C5', 'head_name'): '钱六', (H, 'C6', 'head_name'): None,
                 (H, 'C6', 'head_number'): None, (H, 'C6', 'phone'): None,
                 (H, 'C7', 'phone'): None, (H, 'C5', 'wage_income'): 10000,
                 (H, 'C6', 'wage_income'): None, (H, 'C7', 'wage_income'):
                 None, (H, 'C7', 'villager_group'): '一组',
                 (H, 'C6', 'responsible_name'): '孙一',
                 (H, 'C7', 'village'): '379999001001',
                 (M, 'C8P', 'name'): '吴九', (M, 'C9P', 'name'): None,
                 (M, 'C9P', 'sex'): None, (M, 'C9P', 'number'): ID3,
                 (M, 'C9P', 'household'): 'C8'})
    # of C2P six, of C3P one that is his and two of the household's, of C6
    # four, of C7 two, of C9P two
    # and of C5 to C7 an income that only the persons' sheet has
    return want, 20


def merged_across(d, Book, put):
    """A note over several columns is of none of them."""
    b = Book()
    b.sheet('户', [HEAD + ['联系电话'],
                  ['D1', GOOD, '整户迁出', None, None, '1'],
                  ['D2', GOOD, '李四', 1, 2, '13900000001'],
                  ['D3', GOOD, '赵五', '外出', None, '13900000002']],
            ['C2:E2', 'D4:E4'])
    b.sheet('宽', [['户编号', '村', '户主姓名', None, '工资性收入'],
                  ['D4', GOOD, '钱六', None, 5]], ['C1:D1', 'C2:D2'])
    b.write(d + '/a.xlsx')
    return {(H, 'D1', 'head_name'): None, (H, 'D1', 'wage_income'): None,
            (H, 'D2', 'head_name'): '李四', (H, 'D3', 'wage_income'): None,
            (H, 'D3', 'head_name'): '赵五', (H, 'D4', 'head_name'): None,
            (H, 'D4', 'wage_income'): 500}, 2


def called_sum(d, Book, put):
    """A person called as sums are; sums that look as households do."""
    b = Book()
    b.sheet('人', [PEOPLE, ['E1', GOOD, 'E1P', '合计', '男', None, ID1],
                  ['E2', GOOD, 'E2P', '小计', '女', None, ID3],
                  [None, GOOD, None, '合计', None, None, None]])
    b.sheet('户', [['序号'] + HEAD, [1, '1', GOOD, '王石', 1, 2],
                  [2, '2', GOOD, '李四', 3, 4],
                  ['合计', 2, None, None, 4, 6],
                  ['总 计', 3, GOOD, None, 4, 6]])
    b.sheet('村', [HEAD, ['8', GOOD, '赵五', 1, 2], ['9', '小计', None, 1, 2],
                  ['7', '汇总', '', 1, 2]])
    b.write(d + '/a.xlsx')
    return {(M, 'E1P', 'name'): '合计', (M, 'E1P', 'number'): ID1,
            (M, 'E2P', 'name'): '小计', (H, '1', 'size'): 2,
            (H, '2', 'wage_income'): 300, (H, '3', 'id'): 'absent',
            (H, '9', 'id'): 'absent', (H, '7', 'id'): 'absent',
            (H, '8', 'size'): 2, (H, 'all', 'count'): 5}, 0


def years_and_counts(d, Book, put):
    """Years, months and counts as people write them."""
    b = Book()
    rows = [('2016年度', 2016), ('2016年', 2016), ('2016', 2016),
            ('2016年12月', 2016), ('2016年底', None), ('2016-2017', None),
            ('16年', None), ('2016.12', None), ('201612', None),
            (2016.12, None), ('2016年以前', None), ('第2016', None),
            ('2016/12/31', None), ('二〇一六年', None), ('２０１６年度', 2016),
            (shown(b, 42735, 'yyyy'), None), (shown(b, 2016, '0"年"'), 2016),
            (shown(b, 16, '"20"00'), None)]
    b.sheet('户', [['户编号', '村', '户主姓名', '脱贫年度']] + [
        ['F%d' % i, GOOD, '王石', v] for i, (v, _) in enumerate(rows)])
    months = [('12个月', 12), ('3年', None), ('6月', 6), ('3-6', None),
              ('半年', None), ('2016年12月', None), (2.5, None), ('3+3', None),
              ('180天', None)]
    b.sheet('人', [PEOPLE + ['务工时间（月）']] + [
        ['G%d' % i, GOOD, 'G%dP' % i, '王石', None, None, None, v]
        for i, (v, _) in enumerate(months)])
    b.write(d + '/a.xlsx')
    want = {(H, 'F%d' % i, 'exit_year'): w for i, (_, w) in enumerate(rows)}
    want.update({(M, 'G%dP' % i, 'work_months'): w
                 for i, (_, w) in enumerate(months)})
    return want, sum(w is None for _, w in rows + months)


def names(d, Book, put):
    """What is no name where one is due."""
    b = Book()
    rows = [('√', None), ('是', None), ('男', None), ('1', None), (ID1, None),
            ("''", None), ('”', None), ('同上', None), ('上同', None),
            ('↓', None), ('王石', '王石'), ('阿卜杜拉·买买提', '阿卜杜拉·买买提'),
            ('——', None), ('…', None), ('户主', None), ('本人', None),
            ('13900000001', None), ('是小军', '是小军'), ('一', '一')]
    b.sheet('户', [['户编号', '村', '户主']] + [
        ['I%d' % i, GOOD, v] for i, (v, _) in enumerate(rows)])
    b.write(d + '/a.xlsx')
    want = {(H, 'I%d' % i, 'head_name'): w for i, (_, w) in enumerate(rows)}
    return want, sum(w is None for _, w in rows) - 1


def struck(d, Book, put):
    """Cells that are struck out as a whole, raised figures, rows and cells of
    a web page that are not shown."""
    b = Book()
    raised = b.share('<r><t>5000</t></r><r><rPr><vertAlign val="superscript"/>'
                     '</rPr><t>1</t></r>')
    square = b.share('<r><t>80m</t></r><r><rPr><vertAlign val="superscript"/>'
                     '</rPr><t>2</t></r><r><t> </t></r>')
    b.sheet('户', [HEAD + ['住房面积'],
                  ['J1', GOOD, '王石', ('<v>%d</v>' % raised, 't="s"'), 2,
                   ('<v>%d</v>' % square, 't="s"')],
                  ['J2', GOOD, '李四', ('<is><r><t>50</t></r><r><rPr><vertAlign '
                                      'val="subscript"/></rPr><t>2</t></r></is>',
                                      't="inlineStr"'), 2, None],
                  ['J3', GOOD, '赵五', ('<v>7</v>', 's="1"'), 2, None]])
    b.formats.append('General')
    b.struck.append(1)
    b.write(d + '/a.xlsx')
    put(d + '/b.xls', '<html><head><meta charset=utf-8></head><body><table>'
        '<tr>' + ''.join('<td>%s</td>' % h for h in HEAD) + '</tr>'
        '<tr><td>J4</td><td>柳泉村</td><td>钱<span style="display :none">七'
        '</span>六</td><td>500<sup>1</sup></td><td>3</td></tr>'
        '<tr style="DISPLAY: none"><td>J5</td><td>柳泉村</td><td>孙七</td>'
        '<td>1</td><td>1</td></tr>'
        '<tr><td>J6</td><td>柳泉村</td><td style="display:none">旧名</td>'
        '<td>周八</td><td>9</td><td>4</td></tr>'
        '<tr><td>J7</td><td>柳泉村</td><td>吴九</td>'
        '<td style="text-decoration:line-through">9</td><td>4</td></tr>'
        '<tr><td>J8</td><td>柳泉村</td><td>郑十</td><td><s>9</s>8</td>'
        '<td hidden>7</td><td>4</td></tr></table></body></html>')
    return {(H, 'J1', 'wage_income'): None, (H, 'J1', 'floor_area'): 8000,
            (H, 'J2', 'wage_income'): None, (H, 'J3', 'wage_income'): None,
            (H, 'J3', 'size'): 2, (H, 'J4', 'head_name'): '钱六',
            (H, 'J4', 'wage_income'): None, (H, 'J4', 'size'): 3,
            (H, 'J5', 'id'): 'absent', (H, 'J6', 'head_name'): '周八',
            (H, 'J6', 'wage_income'): 900, (H, 'J7', 'wage_income'): None,
            (H, 'J8', 'wage_income'): 800, (H, 'J8', 'size'): 4}, 5


def whose_unit(d, Book, put):
    """A unit that stands around the table, however it is put."""
    b = Book()
    one = ['工资性收入', '耕地面积']
    for i, (name, title) in enumerate((
            ('一', '收入统计表（万元）'), ('二', '金额以万元计'),
            ('三', '金额单位: 千元'), ('四（万元）', '统计表'), ('五', '统计表'),
            ('六', '投入资金1000万元项目受益户'))):
        b.sheet(name, [[title], ['户编号', '村', '户主姓名'] + one,
                       ['L%d' % i, GOOD, '王石', 1.2, 3]])
    b.write(d + '/a.xlsx')
    want = {(H, 'L%d' % i, 'wage_income'): None for i in range(4)}
    want.update({(H, 'L%d' % i, 'cultivated_land'): 300 for i in range(6)})
    want.update({(H, 'L%d' % i, 'wage_income'): 120 for i in (4, 5)})
    return want, 4


def sections(d, Book, put):
    """A row that names another village than the sheet does."""
    b = Book()
    head = ['户编号', '户主姓名', '工资性收入']
    b.sheet('柳泉村', [head, ['M1', '王石', 1], ['白石村', None, None],
                    ['M2', '李四', 2]])
    b.sheet('白石村', [head, ['M3', '赵五', 1], ['白石村', None, None],
                    ['M4', '钱六', 2]])
    b.write(d + '/a.xlsx')
    return {(H, 'M1', 'id'): 'absent', (H, 'M2', 'id'): 'absent',
            (H, 'M3', 'village'): '379999001002',
            (H, 'M4', 'village'): '379999001002'}, 4


def noughts(d, Book, put):
    """What a formula makes of a blank cell is no code and no answer; ids that
    went through a number."""
    b = Book()
    nought = ('<f>Sheet2!A1</f><v>0</v>', '')
    b.sheet('户', [['户编号', '村', '户主姓名', '脱贫属性', '是否危房户', '工资性收入'],
                  ['8601370001.0', GOOD, '王石', nought, nought, nought],
                  ['8601370002.00', GOOD, '李四', 0, 0, 0],
                  ['8601370003', GOOD, '赵五', '0', '0', '0']])
    b.write(d + '/a.xlsx')
    return {(H, '8601370001', 'mark'): None,
            (H, '8601370001', 'dangerous_house'): None,
            (H, '8601370002', 'mark'): '0',
            (H, '8601370002', 'dangerous_house'): 0,
            (H, '8601370002', 'wage_income'): 0,
            (H, '8601370003', 'dangerous_house'): 0}, 2


def merged_far_below(d, Book, put):
    """A large sheet that begins with its titles, and cells merged behind more
    rows than are kept: it is read again, and nothing twice."""
    b = Book()
    rows = [['Q%d' % i, GOOD, 'Q%dP' % i, '王石', '男', '1980-01-01', None]
            for i in range(5000)]
    rows[-1] = [None, None, 'Q4999P', '李四', None, '1990-01-01', None]
    b.sheet('人', [PEOPLE] + rows, ['A5000:A5001', 'B5000:B5001',
                                   'E5000:E5001'])
    b.write(d + '/a.xlsx')
    return {(H, 'all', 'count'): 4999, (M, 'all', 'count'): 5000,
            (M, 'Q4998P', 'sex'): '1', (M, 'Q4999P', 'sex'): None,
            (M, 'Q4999P', 'household'): 'Q4998',
            (M, 'Q4999P', 'birth'): '1990-01-01'}, 1


ALL = [merged_far_below, signs, days, merged_over_persons, merged_across, called_sum,
       years_and_counts, names, struck, whose_unit, sections, noughts]
