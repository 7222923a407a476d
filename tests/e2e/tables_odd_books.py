"""Workbooks in forms that few programs write, and what stands beside tables.

tables.py has what writes them and what compares them.
"""
import zipfile

H, M = 'household', 'member'
ID1, ID2, ID3 = ('379999198001010016', '379999200002290013',
                 '37999919491231002X')
HEAD = ['户编号', '村', '户主姓名', '工资性收入', '家庭人口数']
GOOD, OTHER = '柳泉村', '白石村'
FIRST, SECOND = '379999001001', '379999001002'


def change(path, part, old, new):
    with zipfile.ZipFile(path) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    if part in parts:
        parts[part] = parts[part].replace(old.encode(), new.encode())
    else:
        parts[part] = new.encode()
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for n, data in parts.items():
            z.writestr(n, data)


def one(Book, path, key, name='表'):
    b = Book()
    b.sheet(name, [HEAD, [key, GOOD, '王石', 100, 1]])
    b.write(path)


def strict(d, Book, put):
    """The strict form of the standard, prefixes, protection, comments, links,
    conditional formats, tables: all as if they were not there."""
    one(Book, d + '/a.xlsx', 'A1')
    for part in ('xl/workbook.xml', 'xl/worksheets/sheet1.xml',
                 'xl/_rels/workbook.xml.rels', 'xl/sharedStrings.xml',
                 'xl/styles.xml'):
        change(d + '/a.xlsx', part, 'http://schemas.openxmlformats.org/'
               'spreadsheetml/2006/main',
               'http://purl.oclc.org/ooxml/spreadsheetml/main')
        change(d + '/a.xlsx', part, 'http://schemas.openxmlformats.org/'
               'officeDocument/2006/relationships',
               'http://purl.oclc.org/ooxml/officeDocument/relationships')
    one(Book, d + '/b.xlsx', 'A2')
    change(d + '/b.xlsx', 'xl/worksheets/sheet1.xml', '</sheetData>',
           '</sheetData><sheetProtection sheet="1" password="CC1A"/>'
           '<autoFilter ref="A1:E2"><filterColumn colId="0"><filters>'
           '<filter val="x"/></filters></filterColumn></autoFilter>'
           '<conditionalFormatting sqref="D2"><cfRule type="cellIs" dxfId="0" '
           'priority="1" operator="greaterThan"><formula>1</formula></cfRule>'
           '</conditionalFormatting><dataValidations count="1">'
           '<dataValidation type="list" sqref="C2"><formula1>"李四,赵五"'
           '</formula1></dataValidation></dataValidations>'
           '<hyperlinks><hyperlink ref="C2" location="X"/></hyperlinks>'
           '<legacyDrawing r:id="x" xmlns:r="x"/><tableParts count="0"/>')
    change(d + '/b.xlsx', 'xl/comments1.xml', '', '<comments><commentList>'
           '<comment ref="C2"><text><t>李四</t></text></comment></commentList>'
           '</comments>')
    change(d + '/b.xlsx', 'xl/styles.xml', '</styleSheet>',
           '<dxfs count="1"><dxf><font><strike/></font><numFmt numFmtId="0" '
           'formatCode="0%"/></dxf></dxfs></styleSheet>')
    one(Book, d + '/c.xlsx', 'A3')
    change(d + '/c.xlsx', 'xl/_rels/workbook.xml.rels', 'Target="worksheets/',
           'Target="/xl/worksheets/')
    one(Book, d + '/e.xlsx', 'A4')
    change(d + '/e.xlsx', 'xl/workbook.xml', '<sheets>',
           '<definedNames><definedName name="_xlnm.Print_Area">表!$A$1:$B$2'
           '</definedName></definedNames><sheets>')
    change(d + '/e.xlsx', 'xl/worksheets/sheet1.xml', '<sheetData>',
           '<dimension ref="A1:A1"/><sheetViews><sheetView showZeros="0" '
           'rightToLeft="1"/></sheetViews><cols><col min="1" max="5" '
           'hidden="1"/></cols><sheetData>')
    one(Book, d + '/f.xlsm', 'A5')
    change(d + '/f.xlsm', 'xl/vbaProject.bin', '', 'x')
    one(Book, d + '/g.xlsx', 'A6')
    change(d + '/g.xlsx', 'xl/worksheets/sheet1.xml', '<row r="2">',
           '<row r="2" collapsed="1" outlineLevel="2" hidden="1" s="1" '
           'customFormat="1" thickBot="1">')
    want = {(H, 'A%d' % i, 'wage_income'): 10000 for i in range(1, 7)}
    want.update({(H, 'A%d' % i, 'head_name'): '王石' for i in range(1, 7)})
    return want, 0


def broken(d, Book, put):
    """Cells and rows that no program writes so."""
    def make(name, key, old, new):
        one(Book, d + name, key)
        change(d + name, 'xl/worksheets/sheet1.xml', old, new)

    make('/c.xlsx', 'B3', '<v>100</v>', '<v>100</v><v>5</v>')
    make('/f.xlsx', 'B5', '<c r="D2">', '<c r="D2" s="99">')
    make('/g.xlsx', 'B6', '<v>100</v>', '<v>1 00</v>')
    make('/h.xlsx', 'B7', '<v>100</v>', '<v>1,00</v>')
    make('/i.xlsx', 'B8', '<c r="D2">', '<c r="D2" t="zz">')
    make('/k.xlsx', 'C1', '<row r="2">', '<row>')
    return {(H, 'B3', 'wage_income'): None, (H, 'B6', 'wage_income'): None,
            (H, 'B7', 'wage_income'): None, (H, 'B5', 'wage_income'): 10000,
            (H, 'C1', 'wage_income'): 10000}, 3


def beginnings(d, Book, put):
    """Where a table may begin, and what stands above, beside and below."""
    b = Book()
    b.sheet('偏移', [[], [], [None, None] + HEAD,
                   [None, None, 'D1', GOOD, '王石', 1, 1]])
    b.sheet('左标', [['', '户编号', '村', '户主姓名', '工资性收入'],
                   ['柳泉片', 'D2', GOOD, '李四', 2], [None, 'D3', GOOD, '赵五', 3]],
            ['A2:A3'])
    b.sheet('序号错', [['序号', '户编号', '村', '户主姓名', '工资性收入'],
                    [1, 'D4', GOOD, '钱六', 4], ['1.1', 'D5', GOOD, '孙七', 5],
                    ['合计', None, None, None, 9],
                    [None, None, None, '合计', 9],
                    ['2户', None, None, None, 9]])
    b.sheet('脚注', [HEAD, ['D6', GOOD, '周八', 6, 1], ['1、本表由村填写'],
                   ['①收入为上年数'], ['* 必填'], ['以上数据截至2026年11月'],
                   ['D7', GOOD, '吴九', 7, 1],
                   ['说明：工资性收入含务工收入', None, None, None, None],
                   ['审核：', '张三', '填表：', '李四', '2026.11.20']])
    b.sheet('说明行', [HEAD, ['文本', '文本', '文本', '数字', '数字'],
                    ['必填', '必填', '必填', '选填', '选填'],
                    ['例：8601', GOOD, '张三', 1, 1], ['D8', GOOD, '郑十', 8, 1]])
    b.sheet('英文', [HEAD, ['ID', 'VILLAGE', 'NAME', 'WAGE', 'SIZE'],
                   ['HID', 'V', 'N', 'W', 'S'], ['D9', GOOD, '冯一', 9, 1]])
    b.sheet('分页', [['柳泉村台账'], HEAD, ['E1', GOOD, '陈二', 1, 1],
                   ['本页小计', None, None, 1, 1], ['柳泉村台账'], ['第2页'], HEAD,
                   ['E2', GOOD, '褚三', 2, 2], ['总计', None, None, 3, 3]])
    b.sheet('空行', [HEAD, [], ['E3', GOOD, '卫四', 3, 1], [], [], [],
                   ['E4', GOOD, '蒋五', 4, 1]])
    b.write(d + '/a.xlsx')
    want = {(H, 'D%d' % i, 'wage_income'): i * 100 for i in range(1, 10)}
    want.update({(H, 'E%d' % i, 'wage_income'): i * 100 for i in range(1, 5)})
    want[(H, 'all', 'count')] = 13
    return want, 23


def ids(d, Book, put):
    """Ids, codes and accounts that went through a number, or carry a word."""
    b = Book()
    b.sheet('户', [HEAD[:3] + ['银行卡号'],
                  [8601370001, GOOD, '王石', 6222021234567890123],
                  ['8601370002', GOOD, '李四', '6222 0212 3456 7890 123'],
                  ['8.601370003E+9', GOOD, '赵五', '6.22202E+18'],
                  ['8601370004 ', GOOD, '钱六', '622202123456789000'],
                  ['８６０１３７０００５', GOOD, '孙七', '尾号0123'],
                  ['8601370006（原8601370099）', GOOD, '周八', None],
                  ['8601370007/8601370008', GOOD, '吴九', None],
                  ['NO.8601370009', GOOD, '郑十', None],
                  ['860 137 0010', GOOD, '冯一', None],
                  ['8601370011\n', GOOD, '陈二', 0],
                  ['8601370012,0', GOOD, '褚三', '0']])
    b.write(d + '/a.xlsx')
    b = Book()
    zero = 's="%d"' % b.style('0')
    b.sheet('人', [['户编号', '村', '人口编号', '姓名', '证件号码', '证件类型'],
                  ['H1', GOOD, 'P1', '王石', ('<v>379999198001010016</v>', zero),
                   '身份证'],
                  ['H1', GOOD, 'P2', '李四', '37999919800101001６', '居民身份证'],
                  ['H1', GOOD, 'P3', '赵五', '3.79999198001010016e+17', '01'],
                  ['H1', GOOD, 'P4', '钱六', '379999198001010000.0', 1],
                  ['H1', GOOD, 'P5', '孙七', 1e15, '身份证（临时）'],
                  ['H1', GOOD, 'P6', '周八', '37999919491231002X44', '残疾证'],
                  ['H1', GOOD, 'P7', '吴九', "'" + ID1 + "'", '02'],
                  ['H1', GOOD, 'P8', '郑十', '‘' + ID1, '户口本'],
                  ['H1', GOOD, 'P9', '冯一', '`' + ID1, None],
                  ['H1', GOOD, 'P10', '陈二', ID1 + '.00', None],
                  ['H1', GOOD, 'P11', '褚三', '+3.79999E+17', None],
                  ['H1', GOOD, 'P12', '卫四', '3.79999 E+17', None],
                  ['H1', GOOD, 'P13', '蒋五', '3.79999E＋17', None],
                  ['H1', GOOD, 'P14', '沈六', '379,999,198,001,010,000', None],
                  ['H1', GOOD, 'P15', '韩七', '379999198001010000 ', None],
                  ['H1', GOOD, 'P16', '杨八', '\u200b379999198001010000', None],
                  ['H1', GOOD, 'P17', '朱九', '３７９９９９１９８００１０１００００', None]])
    b.write(d + '/b.xlsx')
    want = {(M, 'P%d' % i, 'number'): None for i in
            (1, 3, 4, 5, 11, 12, 13, 14, 15, 16, 17)}
    want.update({(H, '8601370001', 'account'): None,
                 (H, '8601370004', 'account'): None,
                 (H, '8601370003', 'account'): 'absent',
                 (M, 'P10', 'number'): ID1,
                 (M, 'P1', 'number_type'): '01', (M, 'P5', 'number_type'): None,
                 (M, 'P7', 'number_type'): '02'})
    return want, 25


def struck_rows(d, Book, put):
    """Rows that were struck out: nothing of them is taken."""
    b = Book()
    b.style('General')
    b.struck.append(1)

    def gone(s):
        return '<is><t>%s</t></is>' % s, 't="inlineStr" s="1"'

    b.sheet('户', [HEAD, ['F1', GOOD, '王石', 1, 1],
                  [gone('F2'), gone(GOOD), gone('李四'), ('<v>2</v>', 's="1"'),
                   ('<v>2</v>', 's="1"')],
                  ['F3', GOOD, gone('赵五'), 3, 3],
                  [gone('F4'), GOOD, '钱六', 4, 4],
                  ['F5', gone(GOOD), '孙七', 5, 5]])
    b.sheet('人', [['户编号', '村', '人口编号', '姓名', '联系电话'],
                  ['F1', GOOD, 'F1P', '王石', '13900000001'],
                  ['F1', GOOD, gone('F2P'), gone('李四'), gone('13900000002')]])
    b.write(d + '/a.xlsx')
    return {(H, 'F2', 'id'): 'absent', (H, 'F3', 'head_name'): None,
            (H, 'F4', 'id'): 'absent', (H, 'F5', 'id'): 'absent',
            (M, 'F1P', 'name'): '王石', (M, 'all', 'count'): 1}, 12


ALL = [strict, broken, beginnings, ids, struck_rows]
