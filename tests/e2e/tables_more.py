"""Further small ugly files, several to a case: each has ids of its own.

tables.py has what writes them and what compares them.
"""
import base64
import quopri

H, M = 'household', 'member'
ID1, ID2, ID3 = ('379999198001010016', '379999200002290013',
                 '37999919491231002X')
HEAD = '户编号,村,户主姓名,工资性收入,家庭人口数'
PEOPLE = '户编号,村,人口编号,姓名,证件号码,出生日期,联系电话'
GOOD = '柳泉村'


def headers(d, Book, put):
    """Where the header may be, and what stands around and below it."""
    b = Book()
    b.sheet('三行', [['柳泉村台账'], ['户编号', '村', '户主信息', None, '家庭收入', None],
                   [None, None, None, None, '收入', None],
                   [None, None, '户主姓名', '户主证件号码', '工资性收入', '转移性收入'],
                   ['A1', GOOD, '王石', ID1, 100, 200]],
            ['B2:B4', 'A2:A4', 'C2:D3', 'E2:F2', 'E3:F3'])
    b.sheet('第十五行', [['第%d行说明' % i] for i in range(1, 15)] +
            [HEAD.split(','), ['A2', GOOD, '李四', 7, 3]])
    b.sheet('两张表', [HEAD.split(','), ['A3', GOOD, '赵五', 8, 2], [],
                    ['村代码', '村名称', '总户数'], ['379999001001', GOOD, 55]])
    b.sheet('中间合计', [HEAD.split(','), ['A4', GOOD, '钱六', 9, 2],
                     ['小计', None, None, 9, 2],
                     ['A5', GOOD, '孙七', 10, 4],
                     [None, None, '合计', 19, 6],
                     ['注：以上数据由村提供'], ['联系电话：13800000001']])
    b.sheet('重复表头', [HEAD.split(','), ['A6', GOOD, '周八', 1, 1],
                     ['第1页 共2页'], HEAD.split(','),
                     ['A7', GOOD, '吴九', 2, 1], ['以下空白']])
    b.sheet('尾部空白', [HEAD.split(',') + [None, '  ', '\u3000'],
                     ['A8', GOOD, '郑十\u00a0 ', '3 ', ' 5\u3000', '', ' ']])
    b.sheet('重复列', [HEAD.split(',') + ['工资性收入'],
                    ['A9', GOOD, '冯一', 5, 1, 6]])
    b.write(d + '/a.xlsx')
    return {(H, 'A1', 'head_name'): '王石', (H, 'A1', 'wage_income'): 10000,
            (H, 'A1', 'transfer_income'): 20000, (H, 'A2', 'size'): 3,
            (H, 'A2', 'wage_income'): 700, (H, 'A3', 'size'): 2,
            (H, '379999001001', 'id'): 'absent',
            (H, 'A4', 'wage_income'): 900, (H, 'A5', 'wage_income'): 1000,
            (H, 'A5', 'size'): 4, (H, 'A6', 'head_name'): '周八',
            (H, 'A7', 'head_name'): '吴九', (H, 'A8', 'head_name'): '郑十',
            (H, 'A8', 'wage_income'): 300, (H, 'A8', 'size'): 5,
            (H, 'A9', 'wage_income'): None, (H, 'A9', 'head_name'): '冯一',
            (H, 'all', 'count'): 9}, 5


def cells(d, Book, put):
    """One value of each ugly kind in a row of its own."""
    b = Book(is_1904=True)
    day = 's="%d"' % b.style('yyyy/m/d')
    short = 's="%d"' % b.style('m/d')
    b.sheet('日期', [PEOPLE.split(',')] + [
        ['B%d' % i, GOOD, 'B%dP' % i, '王石', None, v] for i, v in enumerate([
            ('<v>42678</v>', day), '2020年11月', '11/5/2020', '2020-11-5',
            '2020－11－05', '20201105 ', "'2020-11-05", '2020.11.05.',
            '2020年11月5日（农历）', '二〇二〇年十一月五日', '2020-11-31',
            ('<v>42678</v>', short), '5-Nov-2020', '2020/11/05 08:30',
            '1978.12.31', '43.5', '2020-1-105'])])
    b.write(d + '/b.xlsx')
    want = {(M, 'B%dP' % i, 'birth'): v for i, v in enumerate([
        '2020-11-05', None, None, '2020-11-05', '2020-11-05', '2020-11-05',
        '2020-11-05', '2020-11-05', None, None, None, None, None, '2020-11-05',
        '1978-12-31', None, None])}

    b = Book()
    money = [('１２３', 12300), ('\u00a0123\u00a0', 12300), ('(500)', None),
             ('（500）', None), (('<v>-500</v>', 's="%d"' % b.style(
                 '#,##0;(#,##0)')), -50000), ('50%', None),
             (('<v>0.5</v>', 's="%d"' % b.style('0%')), None),
             ('¥1,234.50', 123450), ('RMB 500', None), ('500元/月', None),
             ('1,2345', None), ('12,345.678', None), ('１，２３４．５０', 123450),
             ('1.234.567', None), ('3000左右', None), ('3000-4000', None),
             ('>3000', None), ('3千', None), ('五百', None), ('+500', 50000),
             ('500.', 50000), ('.5', 50), ('0500', 50000), ('1 234', None),
             ('5e2', None), ('5OO', None), ('500 元', 50000), ('$500', None),
             (('<v>500</v>', 's="%d"' % b.style('[$¥-804]#,##0.00')), 50000),
             (('<v>1234.5</v>', 's="%d"' % b.style('#,##0.0_);[Red](#,##0.0)'
                                                   )), 123450),
             (('<f>SUM(A1)</f><v>#VALUE!</v>', 't="e"'), None),
             (('<f>"a"&amp;"b"</f><v>500</v>', 't="str"'), 50000),
             (('<v>TRUE</v>', 't="b"'), None), ('无', None), ('——', None),
             ('0', 0), ('-0', 0), ('1元2角', None), ('500;600', None)]
    b.sheet('金额', [HEAD.split(',')] + [['C%d' % i, GOOD, '王石', v]
                                       for i, (v, _) in enumerate(money)])
    words = [('是', 1), ('否', 0), ('√', 1), ('×', 0), ('Y', 1), ('N', 0),
             ('y', 1), ('no', 0), ('✓', 1), ('○', None), ('对', 1), ('有', None),
             ('1.0', 1), ('true', 1), ('是/否', None), ('□是 □否', None),
             ('☑是 □否', None), ('2', None), ('已参加', None), ('？', None)]
    b.sheet('是否', [['户编号', '村', '户主姓名', '是否危房户']] + [
        ['D%d' % i, GOOD, '王石', v] for i, (v, _) in enumerate(words)])
    codes = [('1', '01'), ('01', '01'), ('1.0', '01'), (1, '01'),
             ('因病', '01'), ('1因病', None), ('因病、因残', None), ('001', None),
             ('因 病', '01'), ('０１', '01'), ('其它', None), ('99', '12')]
    b.sheet('代码', [['户编号', '村', '户主姓名', '主要致贫原因']] + [
        ['E%d' % i, GOOD, '王石', v] for i, (v, _) in enumerate(codes)])
    b.write(d + '/c.xlsx')
    want.update({(H, 'C%d' % i, 'wage_income'): v
                 for i, (_, v) in enumerate(money)})
    want.update({(H, 'D%d' % i, 'dangerous_house'): v
                 for i, (_, v) in enumerate(words)})
    want.update({(H, 'E%d' % i, 'main_cause'): v
                 for i, (_, v) in enumerate(codes)})
    return want, 43


def numbers_of_people(d, Book, put):
    """Identity numbers, phones and ids, spoilt and whole."""
    b = Book()
    nought = 's="%d"' % b.style('000000000000000000')
    numbers = [(ID1, ID1), (' ' + ID1 + '\n', ID1), ('379999 19800101 0016',
               ID1), ('３７９９９９198001010016', ID1),
               ('3.79999198001010E+17', None), ('3.8E17', None),
               (('<v>379999198001010000</v>', ''), None),
               (('<v>3.79999198001010E17</v>', nought), None),
               ('37999919800101001６', ID1), ('证：' + ID1, '证:' + ID1),
               ('379999198001010016.0', ID1), ('#N/A', None), ('同上', None),
               ('无', None), ('37999919491231002×', '37999919491231002×'),
               ('37999919491231002x', ID3), ('="' + ID2 + '"', ID2)]
    b.sheet('人', [PEOPLE.split(',')] + [
        ['F%d' % i, GOOD, 'F%dP' % i, '王石', v] for i, (v, _)
        in enumerate(numbers)])
    b.write(d + '/f.xlsx')
    return {(M, 'F%dP' % i, 'number'): v for i, (_, v) in enumerate(numbers)}, 6


def texts(d, Book, put):
    """Texts in encodings and with separators of every kind."""
    row = '%s,' + GOOD + ',%s,%s,%s\r\n'
    text = HEAD + '\r\n' + row
    put(d + '/g1.csv', text % ('G1', '王石', '100', '2'), 'utf-16-be')
    put(d + '/g2.csv', (text % ('G2', '"李;四\r\n五"', '"1.5"', '2')).replace(
        ',', ';').replace('"李', '"李'), 'utf-8')
    put(d + '/g7.txt', (text % ('G7', '钱六', '100', '2')).replace(',', '\t'),
        'gb18030')
    put(d + '/g8.csv', '\ufeffsep=;\r\n' + (text % ('G8', '孙七', '5', '2')
                                            ).replace(',', ';'), 'utf-8')
    put(d + '/g9.csv', (text % ('G9', '"周""八"""', '"1,234.5"', '2')).replace(
        '\r\n', '\r'), 'utf-8')
    put(d + '/h1.csv', text % ('H1', '吴九', '="0100"', '=1+1'), 'utf-8')
    put(d + '/h2.csv', '\r\n\r\n' + text % ('H2', '郑十', ' 6 ', '2') +
        '\r\n,,,,\r\n' + row % ('H3', '冯一', '7', '1'), 'gbk')
    return {(H, 'G1', 'head_name'): '王石', (H, 'G1', 'wage_income'): 10000,
            (H, 'G2', 'head_name'): None, (H, 'G2', 'wage_income'): 150, (H, 'G7', 'head_name'): '钱六',
            (H, 'G8', 'wage_income'): 500, (H, 'G9', 'head_name'): '周"八"',
            (H, 'G9', 'wage_income'): 123450, (H, 'H1', 'wage_income'): 10000,
            (H, 'H1', 'size'): None, (H, 'H2', 'wage_income'): 600,
            (H, 'H3', 'size'): 1}, 2


def hidden(d, Book, put):
    """Hidden rows and columns are read as others, sheets are not; a filter
    hides nothing; charts and macros are no tables."""
    b = Book()
    b.sheet('筛选', [HEAD.split(','), ['K1', GOOD, '王石', 1, 1],
                   ['K2', GOOD, '李四', 2, 2]])
    name, state, xml = b.sheets[0]
    xml = xml.replace('<row r="3"', '<row r="3" hidden="1"').replace(
        '<sheetData>', '<cols><col min="4" max="4" hidden="1"/></cols>'
        '<sheetData>').replace('</sheetData>', '</sheetData><autoFilter '
                               'ref="A1:E3"/>')
    b.sheets[0] = (name, state, xml)
    b.sheet('隐藏', [HEAD.split(','), ['K3', GOOD, '赵五', 3, 3]],
            state='veryHidden')
    b.write(d + '/k.xlsx')
    return {(H, 'K1', 'wage_income'): 100, (H, 'K2', 'wage_income'): 200,
            (H, 'K3', 'id'): 'absent'}, 0


def not_plain(d, Book, put):
    """The same rows in the forms in which XML can write them: comments,
    references, CDATA, quotes, prefixes, blanks, rows that end at once."""
    b = Book()
    names = ['王石', '李&四', "赵'五", '钱<六', '孙\t七', '周八']
    b.sheet('表', [HEAD.split(',')] + [
        ['L%d' % i, GOOD, n, i + 0.5, i] for i, n in enumerate(names)])
    name, state, xml = b.sheets[0]
    rows = xml.split('<row ')
    rows[2] = rows[2].replace('</row>', '<!-- <row r="9"> --></row>')
    rows[3] = rows[3].replace('<v>1.5</v>', '<v>&#49;.5</v>')
    rows[4] = rows[4].replace("赵'五", "<![CDATA[赵'五]]>").replace(
        'r="4"', "r = '4'", 1)
    rows[6] = rows[6].replace('<v>4</v>', '<v\n>4</v >').replace(
        '<c ', '\n <c ')
    xml = '<row '.join(rows).replace('<row r="7"', '<!-- --><![CDATA[<row r="6">'
                                     '<c/></row>]]><row r="7"')
    xml = xml.replace('</sheetData>', '<row r="8"/>\n\n<row r="9" s="1" />'
                      '<!--<row r="10"><c r="A10"><v>1</v></c></row>-->'
                      '</sheetData>')
    b.sheets[0] = (name, state, xml)
    b.write(d + '/l.xlsx')
    want = {(H, 'L%d' % i, 'head_name'): n for i, n in enumerate(names)}
    want.update({(H, 'L%d' % i, 'wage_income'): i * 100 + 50
                 for i in range(6)})
    want[(H, 'all', 'count')] = 6
    return want, 0


def archives(d, Book, put):
    """Web pages in one file, as spreadsheets save them."""
    def page(key, charset):
        return ('<html><head><meta charset=%s></head><body><table><tr>%s</tr>'
                '<tr><td>%s</td><td>柳泉村</td><td>王石</td><td>1=2</td>'
                '<td>3</td></tr></table></body></html>' % (
                    charset, ''.join('<td>%s</td>' % h
                                     for h in HEAD.split(',')), key))

    def part(bytes_, coding, kind='text/html; charset="gb2312"'):
        return (b'------=_Part\r\nContent-Location: file:///C:/x.htm\r\n'
                b'Content-Transfer-Encoding: ' + coding.encode() +
                b'\r\nContent-Type: ' + kind.encode() + b'\r\n\r\n' + bytes_ +
                b'\r\n')

    with open(d + '/m.xls', 'wb') as f:
        f.write(b'MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n'
                b'Content-Type: multipart/related;\r\n\tboundary='
                b'"----=_Part"\r\n\r\nThis is a web archive.\r\n\r\n')
        f.write(part(b'<html><frameset><frame src=3D"a.htm"></frameset>'
                     b'</html>', 'quoted-printable'))
        f.write(part(quopri.encodestring(page('M1', 'gb2312').encode('gbk')),
                     'quoted-printable'))
        f.write(part(base64.encodebytes(page('M2', 'utf-8').encode()),
                     'base64', 'text/html; charset=utf-8'))
        f.write(part(b'.xl1 {color:red}', '7bit', 'text/css'))
        f.write(b'------=_Part--\r\n')
    with open(d + '/n.mht', 'wb') as f:
        f.write(b'From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: '
                b'1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n' +
                page('M3', 'utf-8').replace('1=2', '5').encode())
    return {(H, 'M1', 'head_name'): '王石', (H, 'M1', 'wage_income'): None,
            (H, 'M2', 'size'): 3, (H, 'M2', 'head_name'): '王石',
            (H, 'M3', 'wage_income'): 500}, 2


def heads(d, Book, put):
    """Responsible persons by village, group and head's name: of one household
    alone; whose telephone it is cannot be told."""
    put(d + '/a.csv', '户编号,村,村民小组,户主姓名,户主证件号码\n'
        'N1,柳泉村,1,王石,' + ID1 + '\nN2,柳泉村,2,王石,' + ID2 + '\n'
        'N3,白石村,1,王石,' + ID3 + '\nN4,柳泉村,3,李四,\n'
        'N5,柳泉村,3,李四,\nN6,柳泉村,4,赵五,\nN7,柳泉村,5,钱六,\n')
    put(d + '/b.csv', '序号,村,组,户主姓名,户主身份证号,帮扶责任人,联系电话,单位\n'
        '1,柳泉村,1,王石,,孙一,13900000001,财政所\n'
        '2,柳泉村,2,王 石,' + ID2 + ',孙二,,\n3,白石村,1,王石,' + ID1 +
        ',孙三,,\n4,柳泉村,3,李四,,孙四,,\n5,柳泉村,,赵五,,孙五,,\n'
        '6,,5,钱六,,孙六,,\n7,柳泉村,4,赵五,,孙七,,\n8,柳泉村,4,赵五,,孙八,,\n'
        '9,柳泉村,9,周八,,孙九,,\n')
    want = {(H, 'N%d' % i, 'responsible_name'): None for i in range(3, 8)}
    want.update({(H, 'N1', 'responsible_name'): '孙一',
                 (H, 'N2', 'responsible_name'): '孙二',
                 (H, 'N1', 'phone'): None, (H, 'all', 'count'): 7})
    # a telephone; rows 3, 4, 5, 6, 9; two who are responsible for one
    return want, 8


def notes_below(d, Book, put):
    """Notes and sums that have digits where an id is due are no households;
    a row that was moved by a column is left out."""
    b = Book()
    head = ['户编号', '户主姓名', '人均纯收入', '工资性收入']
    one = ['8601370001', '王石', 8234.5, 12000]
    b.sheet('柳泉村', [head, one, ['共1户', None, 8234.5, 12000],
                    ['1', None, 8234.5, 12000], ['1.户编号必须填写'], ['附件1'],
                    ['2户5人', '3'], ['2026-11-05'], ['13900000001'],
                    ['8601370002', '李四', 1, 2],
                    ['8601370003', None, '赵五', '男', '100', '3元'],
                    ['8601370004', '孙七', 3, 4, '外出']])
    b.write(d + '/a.xlsx')
    return {(H, 'all', 'count'): 3, (H, '8601370001', 'wage_income'): 1200000,
            (H, '8601370002', 'per_capita_income'): 100,
            (H, '8601370004', 'head_name'): '孙七'}, 11


def years(d, Book, put):
    """The year of a document as people write it; one cell that says something
    else does not refuse the file. Codes are told once."""
    put(d + '/a.csv', '户编号,村,人口编号,姓名,年度,健康状况\n'
        'H1,柳泉村,P1,王石,2026年,"健康,健康"\n'
        'H1,柳泉村,P2,李四,２０２６,健康、残疾\n'
        'H1,柳泉村,P3,赵五,户主,慢性病\n')
    return {(M, 'P1', 'health'): ' 01 ', (M, 'P2', 'health'): ' 01 04 ',
            (M, 'P3', 'name'): '赵五', (M, 'P3', 'health'): ' 02 '}, 1


def scaled(d, Book, put):
    """A number that its format divides, or does not show."""
    b = Book()
    rows = [(8234, '#,##0', 823400), (8234, '#,##0,', None),
            (8234, '0.0,', None), (8234, ';;;', None),
            (8234, '0;0;;@', 823400)]
    b.sheet('户', [['户编号', '村', '户主姓名', '工资性收入']] + [
        ['H%d' % i, '柳泉村', '王石',
         ('<v>%d</v>' % v, 's="%d"' % b.style(f))]
        for i, (v, f, _) in enumerate(rows)])
    b.write(d + '/a.xlsx')
    return {(H, 'H%d' % i, 'wage_income'): w
            for i, (_, _, w) in enumerate(rows)}, 3


ALL = [heads, headers, cells, numbers_of_people, texts, hidden, not_plain,
       archives, notes_below, years, scaled]


def spoilt(d, name):
    """A text that is refused as a whole: its names would be others."""
    text = 'AAC001,AAR008,AAC029\r\nG1,379999001001,%s\r\n'
    names = '王石头王石头王石头王石头'
    data = {
        'gbk': (text % names).encode('gbk') + b'G2,1,\xff\xff\r\n',
        'utf8': (text % names).encode() + b'G2,379999001001,\xe7\x8e\r\n',
        'mark': b'\xef\xbb\xbf' + (text % '王石').encode('gbk'),
        'cut': (text % names).encode('gb18030')[:-3],
    }[name]
    with open(d + '/a.csv', 'wb') as f:
        f.write(data)
