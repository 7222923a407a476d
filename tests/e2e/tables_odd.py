"""Tables that are put together oddly: beside each other, under each other,
turned, under headings of headings; a number a village.

tables.py has what writes them and what compares them.
"""
H, M = 'household', 'member'
ID1, ID2, ID3 = ('379999198001010016', '379999200002290013',
                 '37999919491231002X')
HEAD = ['户编号', '村', '户主姓名', '工资性收入', '家庭人口数']
PEOPLE = ['户编号', '村', '人口编号', '姓名', '性别', '出生日期', '证件号码']
GOOD, OTHER = '柳泉村', '白石村'
FIRST, SECOND = '379999001001', '379999001002'


def beside(d, Book, put):
    """Two tables beside each other: what is the right one's is not the left
    one's, whatever both call it."""
    b = Book()
    b.sheet('责任人', [['户编号', '村', '户主姓名', '工资性收入', None, '姓名', '联系电话',
                     '单位'],
                    ['A1', GOOD, '王石', 100, None, '钱干部', '13900000001',
                     '财政所'],
                    ['A2', GOOD, '李四', 200, None, '孙干部', '13900000002',
                     '农办']])
    b.sheet('村表', [['户编号', '村', '户主姓名', '工资性收入', None, '村名称', '总人口'],
                   ['A3', GOOD, '赵五', 300, None, OTHER, 900],
                   ['A4', GOOD, '钱六', 400, None, GOOD, 800]])
    b.sheet('同样', [HEAD + [None] + HEAD,
                   ['A5', GOOD, '孙七', 5, 1, None, 'A6', GOOD, '周八', 6, 2]])
    b.sheet('空列', [['户编号', '村', '户主姓名', None, '工资性收入', '家庭人口数'],
                   ['A7', GOOD, '吴九', None, 7, 3]])
    b.sheet('两村', [['户编号', '行政村', '户主姓名', '所在村'],
                   ['A8', GOOD, '郑十', OTHER],
                   ['A9', GOOD, '冯一', GOOD]])
    b.write(d + '/a.xlsx')
    return {(H, 'A1', 'phone'): None, (H, 'A1', 'wage_income'): 10000,
            (H, 'A2', 'phone'): None, (M, 'all', 'count'): 0,
            (H, 'A3', 'village'): FIRST, (H, 'A4', 'village'): FIRST,
            (H, 'A4', 'wage_income'): 40000,
            (H, 'A6', 'id'): 'absent', (H, 'A7', 'wage_income'): 700,
            (H, 'A7', 'size'): 3, (H, 'A8', 'id'): 'absent',
            (H, 'A9', 'village'): FIRST}, 16


def turned(d, Book, put):
    """Titles in the first column; a card for each household."""
    b = Book()
    b.sheet('转置', [['户编号', 'B1', 'B2'], ['村', GOOD, GOOD],
                   ['户主姓名', '王石', '李四'], ['工资性收入', 100, 200],
                   ['家庭人口数', 1, 2]])
    b.sheet('卡片', [['户编号', 'B3', '村', GOOD, '户主姓名', '赵五'],
                   ['家庭人口数', 3, '工资性收入', 300, '联系电话', '13900000001'],
                   ['户编号', 'B4', '村', OTHER, '户主姓名', '钱六'],
                   ['家庭人口数', 4, '工资性收入', 400, '联系电话', '13900000002']])
    b.sheet('户', [HEAD, ['B5', GOOD, '孙七', 5, 1]])
    b.write(d + '/a.xlsx')
    return {(H, 'all', 'count'): 1, (H, 'B5', 'size'): 1,
            (M, 'all', 'count'): 0}, 0


def three_rows(d, Book, put):
    """Headings above headings: the uppermost may say of when, or of whom."""
    b = Book()
    b.sheet('上年', [['户编号', '村', '户主姓名', '上年', None, '家庭人口数'],
                   [None, None, None, '家庭收入', None, None],
                   [None, None, None, '工资性收入', '转移性收入', None],
                   ['C1', GOOD, '王石', 100, 200, 3]],
            ['A1:A3', 'B1:B3', 'C1:C3', 'D1:E1', 'D2:E2', 'F1:F3'])
    b.sheet('两年', [['户编号', '村', '户主姓名', '2025年', None, '2026年', None],
                   [None, None, None, '收入', None, '收入', None],
                   [None, None, None, '工资性收入', '转移性收入', '工资性收入',
                    '转移性收入'],
                   ['C2', GOOD, '李四', 1, 2, 3, 4]],
            ['A1:A3', 'B1:B3', 'C1:C3', 'D1:E1', 'F1:G1', 'D2:E2', 'F2:G2'])
    b.sheet('四行', [['低收入户台账'],
                   ['户编号', '村', '户主姓名', '基本情况', None, None],
                   [None, None, None, '家庭收入', None, '住房'],
                   [None, None, None, '收入', None, '住房情况'],
                   [None, None, None, '工资性收入', '转移性收入', '住房面积'],
                   ['C3', GOOD, '赵五', 5, 6, 80]],
            ['A1:F1', 'A2:A5', 'B2:B5', 'C2:C5', 'D2:F2', 'D3:E3', 'D4:E4'])
    b.sheet('责任人', [['户编号', '村', '户主姓名', '帮扶情况', None],
                    [None, None, None, '帮扶责任人', None],
                    [None, None, None, '姓名', '联系电话'],
                    ['C4', GOOD, '钱六', '钱干部', '13900000009']],
            ['A1:A3', 'B1:B3', 'C1:C3', 'D1:E1', 'D2:E2'])
    b.sheet('去年一行', [['户编号', '村', '户主姓名', '去年家庭收入', None],
                     [None, None, None, '工资性收入', '转移性收入'],
                     ['C5', GOOD, '孙七', 7, 8]],
            ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1'])
    b.write(d + '/a.xlsx')
    return {(H, 'C1', 'wage_income'): None, (H, 'C1', 'transfer_income'): None,
            (H, 'C1', 'size'): 3, (H, 'C1', 'head_name'): '王石',
            (H, 'C2', 'wage_income'): None, (H, 'C2', 'transfer_income'): None,
            (H, 'C3', 'wage_income'): 500, (H, 'C3', 'transfer_income'): 600,
            (H, 'C3', 'floor_area'): 8000, (H, 'C4', 'phone'): None,
            (H, 'C4', 'head_name'): '钱六', (M, 'all', 'count'): 0,
            (H, 'C5', 'wage_income'): None,
            (H, 'C5', 'transfer_income'): None}, 2


def unit_in_heading(d, Book, put):
    """A unit that a heading says for the columns below it; one that the
    brackets say at more length; one below the table."""
    b = Book()
    b.sheet('组', [['户编号', '村', '户主姓名', '家庭收入（万元）', None, '家庭人口数'],
                  [None, None, None, '工资性收入', '转移性收入', None],
                  ['D1', GOOD, '王石', 1.2, 0.3, 3]],
            ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1', 'F1:F2'])
    titles = ['工资性收入（单位：万元）', '转移性收入（单位:千元）', '生产经营性收入（万元/年）',
              '财产性收入（人民币万元）', '低保金（万）']
    b.sheet('长', [['户编号', '村', '户主姓名'] + titles,
                  ['D2', GOOD, '李四', 1.2, 1.2, 1.2, 1.2, 1.2]])
    b.sheet('旁', [['户编号', '村', '户主姓名', '工资性收入：万元', '转移性收入/万元',
                  '财产性收入[万元]', '生产经营性收入【千元】'],
                  ['D3', GOOD, '赵五', 1.2, 1.2, 1.2, 1.2]])
    b.sheet('下', [HEAD, ['D4', GOOD, '钱六', 1.2, 3],
                  ['注：表中金额单位均为万元'], ['填表人：赵某']])
    b.sheet('下二', [HEAD, ['D5', GOOD, '孙七', 1.2, 3], [],
                   [None, None, None, '单位：千元']])
    b.sheet('面积', [['户编号', '村', '户主姓名', '耕地面积（公顷）', '住房面积（亩）',
                   '林地面积（平方米）', '土地面积（平方米）', None],
                   [None, None, None, None, None, None, '水面面积', '牧草地面积'],
                   ['D6', GOOD, '周八', 1.2, 2, 3, 4, 5]],
            ['G1:H1'] + [c + '1:' + c + '2' for c in 'ABCDEF'])
    land = ['户编号', '村', '户主姓名', '工资性收入', '耕地面积', '住房面积']
    for key, line in (('D7', '面积单位：平方米'), ('D8', '单位：元、平方米'),
                      ('D9', '单位：元、亩、平方米'), ('D10', '单位：元')):
        b.sheet(key, [['土地情况表'], [None, None, None, line], land,
                      [key, GOOD, '吴九', 5, 6, 70]], ['A1:F1'])
    b.write(d + '/a.xlsx')
    want = {(H, 'D%d' % i, 'wage_income'): None for i in range(1, 6)}
    want.update({(H, 'D%d' % i, 'cultivated_land'): None for i in (7, 8)})
    want.update({(H, 'D%d' % i, 'cultivated_land'): 600 for i in (9, 10)})
    want.update({(H, 'D%d' % i, 'floor_area'): 7000 for i in (7, 8, 9, 10)})
    want.update({(H, 'D%d' % i, 'wage_income'): 500 for i in (7, 8, 9, 10)})
    want.update({(H, 'D%d' % i, 'transfer_income'): None for i in (1, 2, 3)})
    want.update({(H, 'D%d' % i, 'size'): 3 for i in (1, 4, 5)})
    want.update({(H, 'D2', 'business_income'): None,
                 (H, 'D2', 'property_income'): None,
                 (H, 'D2', 'allowance_income'): None,
                 (H, 'D3', 'property_income'): None,
                 (H, 'D3', 'business_income'): None,
                 (H, 'D6', 'cultivated_land'): None,
                 (H, 'D6', 'floor_area'): None, (H, 'D6', 'forest_land'): None,
                 (H, 'D6', 'water_area'): None, (H, 'D6', 'grassland'): None})
    return want, 13


def numbered_by_village(d, Book, put):
    """Each village counts its households from 1: they are not one."""
    b = Book()
    b.sheet(GOOD, [['户编号', '户主姓名', '联系电话', '工资性收入', '危房户'],
                   ['1', '王石', None, 100, '是'], ['2', '李四', None, 200, None]])
    b.write(d + '/柳泉村.xlsx')
    b = Book()
    b.sheet(OTHER, [['户编号', '户主姓名', '联系电话', '工资性收入', '危房户'],
                    ['1', None, '13900000001', 100, None],
                    ['2', '李四', '13900000002', 200, '是']])
    b.write(d + '/白石村.xlsx')
    put(d + '/人口.csv', '户编号,村,人口编号,姓名\n1,柳泉村,P1,王石\n'
        '1,白石村,P2,周八\n2,柳泉村,P3,李四\n2,白石村,P4,吴九\n'
        '1,白石村,P5,郑十\n')
    want = {(H, '1', 'count'): 2, (H, '2', 'count'): 2}
    want.update({(M, 'P1', 'village'): FIRST, (M, 'P2', 'village'): SECOND,
                 (M, 'P3', 'village'): FIRST, (M, 'P4', 'village'): SECOND,
                 (M, 'P5', 'village'): SECOND, (H, 'all', 'count'): 4,
                 (H, FIRST, 'phone of 1'): None,
                 (H, SECOND, 'phone of 1'): '13900000001',
                 (H, FIRST, 'dangerous_house of 1'): 1,
                 (H, SECOND, 'dangerous_house of 1'): None,
                 (H, FIRST, 'phone of 2'): None,
                 (H, SECOND, 'phone of 2'): '13900000002'})
    return want, 0


def only_of_members(d, Book, put):
    """A column that only the members' table has: of the household that their
    rows fit, where two have one id; of one without a member it is told."""
    put(d + '/户.csv', '户编号,村,户主姓名,户主证件号码,家庭人口数\n'
        'L1,柳泉村,王石,' + ID1 + ',1\nL1,柳泉村,李四,' + ID2 + ',1\n'
        'L2,柳泉村,赵五,' + ID3 + ',0\n')
    put(d + '/人.csv', '户编号,村,人口编号,姓名,户主姓名,户主证件号码,户联系电话\n'
        'L1,柳泉村,L1P1,王石,王石,' + ID1 + ',13900000001\n'
        'L1,柳泉村,L1P2,王小,王石,' + ID1 + ',13900000001\n'
        'L1,柳泉村,L1P3,李四,李四,' + ID2 + ',13900000002\n')
    return {(H, ID1, 'phone by head'): '13900000001',
            (H, ID2, 'phone by head'): '13900000002',
            (H, 'L2', 'phone'): None, (M, 'L1P3', 'household'): 'L1',
            (M, 'all', 'count'): 3, (H, 'all', 'count'): 3}, 1


def unmerged_headings(d, Book, put):
    """Headings that stand above a row which is a header by itself."""
    b = Book()
    b.sheet('全', [['基本信息', None, None, '上年', None],
                  ['户编号', '村', '户主姓名', '工资性收入', '转移性收入'],
                  ['J1', GOOD, '王石', 1, 2]], ['A1:C1', 'D1:E1'])
    b.sheet('半', [[None, None, None, '2025年', None],
                  ['户编号', '村', '户主姓名', '工资性收入', '转移性收入'],
                  ['J2', GOOD, '李四', 1, 2]], ['D1:E1'])
    b.sheet('高', [[None, None, None, '上年', None],
                  ['户编号', '村', '户主姓名', '家庭收入', None],
                  [None, None, None, '工资性收入', '转移性收入'],
                  ['J3', GOOD, '赵五', 1, 2]],
            ['D1:E1', 'D2:E2', 'A2:A3', 'B2:B3', 'C2:C3'])
    b.sheet('注', [['填报单位：镕镇人民政府', None, None, '2026年11月20日', None],
                  ['户编号', '村', '户主姓名', '工资性收入', '转移性收入'],
                  ['J4', GOOD, '钱六', 1, 2]], ['A1:C1', 'D1:E1'])
    b.sheet('题', [['柳泉村低收入户台账'], ['基本信息', None, None, '家庭收入', None],
                  ['户编号', '村', '户主姓名', '工资性收入', '转移性收入'],
                  ['J5', GOOD, '孙七', 1, 2]], ['A1:E1', 'A2:C2', 'D2:E2'])
    b.sheet('万', [['基本信息', None, None, '家庭收入（万元）', None],
                  ['户编号', '村', '户主姓名', '工资性收入', '转移性收入'],
                  ['J6', GOOD, '周八', 1, 2]], ['A1:C1', 'D1:E1'])
    b.write(d + '/a.xlsx')
    put(d + '/b.csv', '基本信息,,,责任人,\n户编号,村,户主姓名,联系电话,住房面积\n'
        'J7,柳泉村,吴九,13900000007,70\n')
    put(d + '/c.csv', '填报单位,镕镇,填报人,赵某,\n'
        '户编号,村,户主姓名,联系电话,住房面积\nJ8,柳泉村,郑十,13900000008,80\n')
    want = {(H, 'J%d' % i, 'wage_income'): None for i in (1, 2, 3, 6)}
    want.update({(H, 'J%d' % i, 'transfer_income'): None for i in (1, 2, 3, 6)})
    want.update({(H, 'J%d' % i, 'wage_income'): 100 for i in (4, 5)})
    want.update({(H, 'J7', 'phone'): None, (H, 'J8', 'phone'): '13900000008',
                 (H, 'J7', 'head_name'): '吴九', (H, 'all', 'count'): 8})
    return want, 2


def older_copy(d, Book, put):
    """The same sheet twice in one workbook, one of an earlier month."""
    b = Book()
    b.sheet('柳泉村', [['户编号', '户主姓名', '工资性收入'], ['F1', '王石', 100]])
    b.sheet('柳泉村 (2)', [['户编号', '户主姓名', '工资性收入'], ['F1', '王石', 200]])
    b.write(d + '/a.xlsx')
    return {(H, 'F1', 'wage_income'): None, (H, 'F1', 'head_name'): '王石'}, 2


ALL = [beside, turned, three_rows, unit_in_heading, numbered_by_village,
       only_of_members, unmerged_headings, older_copy]
