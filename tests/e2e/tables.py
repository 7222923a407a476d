#!/usr/bin/env python3
"""tables.py DIR: small ugly workbooks, texts and web pages as offices have them.

Each case writes files and says what every cell must have become: (table,
record, column) -> value, and which cells must be refused. tables.py check DB
CASE compares a database.
"""
import sqlite3
import sys
import zipfile

sys.dont_write_bytecode = True
import tables_clerk  # noqa: E402
import tables_more  # noqa: E402
import tables_odd  # noqa: E402
import tables_odd_books  # noqa: E402
import tables_odd_cells  # noqa: E402
import tables_odd_refused  # noqa: E402
import tables_odd_texts  # noqa: E402
import tables_sly  # noqa: E402

TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
         'content-types"/>')
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
VILLAGES = '村代码,村名称\n379999001001,柳泉村\n379999001002,白石村\n'
ID1, ID2, ID3 = ('379999198001010016', '379999200002290013',
                 '37999919491231002X')


class Book:
    """An .xlsx written by hand, so that nothing is tidied up on the way."""

    def __init__(self, is_1904=False):
        self.sheets, self.formats, self.is_1904 = [], [], is_1904
        self.shared = []
        self.struck = []  # numbers of styles

    def style(self, code):
        if code not in self.formats:
            self.formats.append(code)
        return self.formats.index(code) + 1

    def share(self, xml):
        self.shared.append(xml)
        return len(self.shared) - 1

    def sheet(self, name, rows, merges=(), state='visible'):
        out = []
        for r, row in enumerate(rows, 1):
            cells = ''.join(self.cell(r, c, v) for c, v in enumerate(row))
            out.append('<row r="%d">%s</row>' % (r, cells))
        tail = ''.join('<mergeCell ref="%s"/>' % m for m in merges)
        if tail:
            tail = '<mergeCells>%s</mergeCells>' % tail
        self.sheets.append((name, state,
                            '<worksheet xmlns="%s"><sheetData>%s</sheetData>%s'
                            '</worksheet>' % (MAIN, ''.join(out), tail)))

    def cell(self, r, c, v):
        at = letters(c) + str(r)
        if v is None:
            return ''
        if isinstance(v, tuple):  # (xml of the cell's inside, attributes)
            return '<c r="%s" %s>%s</c>' % (at, v[1], v[0])
        if isinstance(v, (int, float)):
            return '<c r="%s"><v>%r</v></c>' % (at, v)
        return ('<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t>'
                '</is></c>' % (at, escape(v)))

    def write(self, path):
        books = ''.join(
            '<sheet name="%s" sheetId="%d" state="%s" r:id="r%d"/>'
            % (escape(n), i, s, i)
            for i, (n, s, _) in enumerate(self.sheets, 1))
        rels = ''.join(
            '<Relationship Id="r%d" Type="%s/worksheet" Target="worksheets/'
            'sheet%d.xml"/>' % (i, REL, i)
            for i in range(1, len(self.sheets) + 1))
        rels += ('<Relationship Id="s" Type="%s/styles" Target="styles.xml"/>'
                 '<Relationship Id="t" Type="%s/sharedStrings" '
                 'Target="/xl/sharedStrings.xml"/>' % (REL, REL))
        formats = ''.join('<numFmt numFmtId="%d" formatCode="%s"/>'
                          % (164 + i, escape(f))
                          for i, f in enumerate(self.formats))
        xfs = ''.join('<xf numFmtId="%d" fontId="%d"/>' % (
            n, i in self.struck) for i, n in enumerate(
                [0] + [164 + i for i in range(len(self.formats))]))
        with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
            z.writestr('[Content_Types].xml', TYPES)
            z.writestr('xl/workbook.xml',
                       '<workbook xmlns="%s" xmlns:r="%s"><workbookPr '
                       'date1904="%d"/><sheets>%s</sheets></workbook>'
                       % (MAIN, REL, self.is_1904, books))
            z.writestr('xl/_rels/workbook.xml.rels',
                       '<Relationships>%s</Relationships>' % rels)
            z.writestr('xl/styles.xml',
                       '<styleSheet xmlns="%s"><numFmts>%s</numFmts>'
                       '<fonts><font/><font><strike/></font></fonts><fills/>'
                       '<cellXfs>%s</cellXfs></styleSheet>'
                       % (MAIN, formats, xfs))
            z.writestr('xl/sharedStrings.xml', '<sst xmlns="%s">%s</sst>'
                       % (MAIN, ''.join('<si>%s</si>' % s
                                        for s in self.shared)))
            for i, (_, _, xml) in enumerate(self.sheets, 1):
                z.writestr('xl/worksheets/sheet%d.xml' % i, xml)


def letters(c):
    return (letters(c // 26 - 1) if c >= 26 else '') + chr(65 + c % 26)


def escape(s):
    return (s.replace('&', '&amp;').replace('<', '&lt;').replace('"', '&quot;'))


def put(path, text, encoding='utf-8'):
    with open(path, 'wb') as f:
        f.write(text.encode(encoding))


HEAD = ['户编号', '村', '人口编号', '姓名', '证件号码', '与户主关系', '年度']


def person(**more):
    row = {'户编号': 'H1', '村': '柳泉村', '人口编号': 'P1', '姓名': '王石',
           '证件号码': ID1, '与户主关系': '户主', '年度': '2026'}
    row.update(more)
    return row


def table(*rows):
    head = list(HEAD) + [k for r in rows for k in r if k not in HEAD]
    head = list(dict.fromkeys(head))
    return [head] + [[r.get(k) for k in head] for r in rows]


CASES = {}


def case(f):
    CASES[f.__name__] = f
    return f


H, M = 'household', 'member'


@case
def numbers(d):
    """Identity numbers and accounts that are whole, and those that are not."""
    b = Book()
    zero = 's="%d"' % b.style('0')
    b.sheet('表', table(
        person(银行卡号='6222021234567890123'),
        person(户编号=8601370001, 人口编号='8601370001.0', 证件号码=ID2),
        person(户编号='H3', 人口编号='P3', 证件号码=379999198001010016,
               银行卡号=('<v>6.22202123456789E+18</v>', zero)),
        person(户编号='H4', 人口编号='P4', 证件号码='3.79999E+17'),
        person(户编号='H5', 人口编号='P5', 证件号码='379999198001010000'),
        person(户编号='H6', 人口编号='P6', 证件号码=379999800101001),
        person(户编号='H7', 人口编号='P7',
               证件号码='\u00a0' + ID3.lower() + '\u200b'),
        person(户编号=('<v>7</v>', 's="%d"' % b.style('000000')),
               人口编号='P8', 证件号码="'" + ID1)))
    b.write(d + '/a.xlsx')
    return {(H, 'H1', 'account'): '6222021234567890123',
            (M, 'P1', 'number'): ID1, (M, '8601370001', 'number'): ID2,
            (H, '8601370001', 'village'): '379999001001',
            (M, 'P3', 'number'): None, (H, 'H3', 'account'): None,
            (M, 'P4', 'number'): None, (M, 'P5', 'number'): None,
            (M, 'P6', 'number'): '379999800101001',
            (M, 'P7', 'number'): ID3, (H, '000007', 'id'): '000007',
            (M, 'P8', 'number'): ID1}, 4


@case
def dates(d):
    """Dates of every kind; what can be read in two ways is refused."""
    b = Book()
    day = 's="%d"' % b.style('yyyy"年"m"月"d"日"')
    month = 's="%d"' % b.style('yyyy-mm')
    rows = [(('<v>44140</v>', day), '2020-11-05'),
            (('<v>44140.75</v>', day), '2020-11-05'),
            (('<v>59</v>', day), '1900-02-28'), (('<v>60</v>', day), None),
            (('<v>61</v>', day), '1900-03-01'),
            (('<v>44140</v>', month), None), (20201105, '2020-11-05'),
            ('20201105', '2020-11-05'), ('2020.11.5', '2020-11-05'),
            ('2020/11/05', '2020-11-05'), ('2020年11月5日', '2020-11-05'),
            ('2020-11-5 00:00:00', '2020-11-05'), ('２０２０－１１－５',
                                                   '2020-11-05'),
            ('5/11/2020', None), ('20.11.5', None), ('2020-13-01', None),
            ('2021.2.29', None), (44140, None), ('2020-11', None),
            (2020.11, None), ('-', None), ('None', None)]
    people = [person(人口编号='P%d' % i, 户编号='H%d' % i, 出生日期=v)
              for i, (v, _) in enumerate(rows)]
    b.sheet('表', table(*people))
    b.write(d + '/a.xlsx')
    return {(M, 'P%d' % i, 'birth'): v for i, (_, v) in enumerate(rows)}, \
        sum(v is None for _, v in rows) - 2


@case
def dates_1904(d):
    b = Book(is_1904=True)
    b.sheet('表', table(person(出生日期=('<v>42678</v>', 's="%d"'
                                         % b.style('yyyy-mm-dd')))))
    b.write(d + '/a.xlsx')
    return {(M, 'P1', 'birth'): '2020-11-05'}, 0


@case
def amounts(d):
    """Money in fen, as the sheet shows it."""
    b = Book()
    two = 's="%d"' % b.style('#,##0.00')
    whole = 's="%d"' % b.style('0')
    share = 's="%d"' % b.style('0.00%')
    rows = [('1,234.50', 123450), ('1234元', 123400), ('1.2万', 1200000),
            ('￥1，234', 123400), ('-50', -5000), ('-', None), ('/', None),
            (9900.1, 990010), (('<v>9900.1000000000004</v>', ''), 990010),
            (('<v>1234.567</v>', two), 123457),
            (('<v>3333.3333333</v>', ''), None),
            (('<v>1234.56</v>', whole), None), ('1,23', None),
            ('1.234,5', None), ('约1200', None), ('9.9E3', None),
            (('<v>0.5</v>', share), None), (('<v>1.2E3</v>', ''), 120000),
            (0.29, 29), ('9900.0', 990000), ('12.345', None), (0, 0),
            (('<f>1+1</f><v>2</v>', ''), 200), (('<f>1+1</f>', ''), None),
            (('<v>#N/A</v>', 't="e"'), None)]
    people = [person(人口编号='P%d' % i, 户编号='H%d' % i, 工资性收入=v)
              for i, (v, _) in enumerate(rows)]
    b.sheet('表', table(*people))
    b.write(d + '/a.xlsx')
    return {(H, 'H%d' % i, 'wage_income'): v
            for i, (_, v) in enumerate(rows)}, \
        sum(v is None for _, v in rows) - 2


@case
def words(d):
    """Codes, labels, aliases, yes and no; a value that is none is refused."""
    b = Book()
    rows = [('健康状况', '健康', ' 01 '), ('健康状况', '02,04', ' 02 04 '),
            ('健康状况', '患有大病、残疾', ' 03 04 '), ('健康状况', 1, ' 01 '),
            ('健康状况', '良好', None), ('与户主关系', '本人或户主', '01'),
            ('与户主关系', '1', '01'), ('与户主关系', '长女', '04'),
            ('与户主关系', '亲戚', None), ('民族', '汉', '汉族'),
            ('民族', '01', None), ('是否享受低保', '是', 1),
            ('是否享受低保', '×', 0), ('是否享受低保', '√', 1),
            ('是否享受低保', 'n', 0), ('是否享受低保', 0, 0),
            ('是否享受低保', ('<v>1</v>', 't="b"'), 1),
            ('是否享受低保', '02', None), ('是否享受低保', None, None),
            ('性别', '男', '1'), ('性别', '2', '2'),
            ('贫困户属性', '低保脱贫户', '04'),
            ('贫困户属性', '五保(特困供养)贫困户', '06')]
    column = {'健康状况': 'health', '与户主关系': 'relation', '民族': 'nation',
              '是否享受低保': 'low_income', '性别': 'sex',
              '贫困户属性': 'attribute'}
    people = [person(**{'人口编号': 'P%d' % i, '户编号': 'H%d' % i, k: v})
              for i, (k, v, _) in enumerate(rows)]
    b.sheet('表', table(*people))
    b.write(d + '/a.xlsx')
    return {(H, 'H%d' % i, 'attribute') if k == '贫困户属性' else
            (M, 'P%d' % i, column[k]): v
            for i, (k, _, v) in enumerate(rows)}, 4


@case
def strings(d):
    """Shared texts with runs, readings and escapes; names are kept whole."""
    b = Book()
    runs = b.share('<r><t>王</t></r><r><rPr/><t>石</t></r>'
                   '<rPh sb="0" eb="1"><t>ワン</t></rPh>')
    escaped = b.share('<t>张_x000D_䶮&amp;</t>')
    b.sheet('表', table(
        person(姓名=('<v>%d</v>' % runs, 't="s"')),
        person(人口编号='P2', 姓名=('<v>%d</v>' % escaped, 't="s"')),
        person(人口编号='P3', 姓名=('<f>A1</f><v>李四</v>', 't="str"')),
        person(人口编号='P4', 姓名='　赵　六 '),
        person(人口编号='P5', 姓名='-')))
    b.write(d + '/a.xlsx')
    return {(M, 'P1', 'name'): '王石', (M, 'P2', 'name'): '张䶮&',
            (M, 'P3', 'name'): '李四', (M, 'P4', 'name'): '赵　六',
            (M, 'P5', 'name'): None}, 0


@case
def village_sheets(d):
    """A sheet a village: titles, merged cells, breaks, totals, signatures."""
    b = Book()
    head = ['序号', '户编号', '户主\n姓名', '姓名', '身份证号\n码', '与户主关系',
            '务工时间\n(月)', '人均纯收入（元）']
    rows = [['柳泉村建档立卡贫困户台账（2026年度，导出时间：2026年11月20日）'],
            [], head,
            [1, 'H1', '王石', '王石', ID1, '户主', 3, '5,000'],
            [2, None, None, '张小', ID2, '之女', '-', None],
            head,
            [3, 'H2', '李四', '李四', ID3, '户主', '12个月', 4200.5],
            ['合计', None, None, 3, None, None, 15, 9200.5],
            ['填表人：赵某', None, None, '审核人：钱某']]
    b.sheet('柳泉村', rows, ['A1:H1', 'B4:B5', 'C4:C5', 'H4:H5'])
    b.sheet('白石村', [['白石村台账'], [], head,
                       [1, 'H3', '孙七', '孙七', ID1, '户主', 0, 1]])
    b.sheet('旧表', [head, [1, 'H9', '错', '错', ID1, '户主', 1, 1]],
            state='hidden')
    b.sheet('空表', [])
    b.sheet('说明', [['本表由各村填写'], ['每月报送']])
    b.write(d + '/台账.xlsx')
    return {(H, 'H1', 'village'): '379999001001',
            (H, 'H1', 'per_capita_income'): 500000,
            (M, ID2, 'household'): 'H1', (M, ID2, 'relation'): '04',
            (M, ID2, 'work_months'): None, (M, ID3, 'work_months'): 12,
            (H, 'H2', 'per_capita_income'): 420050,
            (H, 'H3', 'village'): '379999001002', (H, 'H9', 'id'): 'absent',
            (H, 'H1', 'count'): 1, (M, 'all', 'count'): 4}, 0


@case
def two_header_rows(d):
    b = Book()
    b.sheet('表', [['户编号', '村', '户主信息', None, '家庭收入', None],
                   [None, None, '户主姓名', '户主证件号码', '工资性收入',
                    '生产经营性收入'],
                   ['H1', '柳泉', '王石', ID1, 100, 200.5]],
            ['A1:A2', 'B1:B2', 'C1:D1', 'E1:F1'])
    b.write(d + '/a.xlsx')
    return {(H, 'H1', 'head_name'): '王石', (H, 'H1', 'wage_income'): 10000,
            (H, 'H1', 'business_income'): 20050,
            (H, 'H1', 'village'): '379999001001'}, 0


@case
def national_ids(d):
    b = Book()
    b.sheet('AC01', [['AAC001', 'AAR008', 'AAC006', 'AAC007', 'AAC008',
                      'AAC017', 'AAR040', 'AAC073'],
                     ['户编号', '行政区划', '属性', '主要原因', '其他原因', '人口',
                      '年度', '工资'],
                     ['H1', '379999001002', '01', 1, '02,04', 3, 2026, 5]])
    b.write(d + '/a.xlsx')
    return {(H, 'H1', 'village'): '379999001002', (H, 'H1', 'attribute'): '01',
            (H, 'H1', 'main_cause'): '01', (H, 'H1', 'other_causes'):
            ' 02 04 ', (H, 'H1', 'size'): 3, (H, 'H1', 'wage_income'): 500,
            (H, 'all', 'count'): 1}, 0


@case
def clash(d):
    """Two columns of one fact are both refused; the rest is read."""
    b = Book()
    b.sheet('表', [HEAD + ['务工状况', '务工所在地'],
                   ['H1', '柳泉村', 'P1', '王石', ID1, '户主', 2026, '省外',
                    '县外省内']])
    b.write(d + '/a.xlsx')
    return {(M, 'P1', 'work_place'): None, (M, 'P1', 'name'): '王石'}, 2


@case
def joined(d):
    """Households and members in two files, of two encodings."""
    b = Book()
    b.sheet('户', [['户编号', '村', '户主姓名', '家庭人口数', '是否危房户'],
                   ['H1', '柳泉村', '王石', 2, '否'],
                   ['H2', '白石村', '李四', 1, '是']])
    b.write(d + '/户信息.xlsx')
    lines = [['户编号', '人口编号', '姓名', '户主姓名', '年度', '证件号码'],
             ['H1', 'P1', '王石', '王石', '2026', ID1],
             ['H1', 'P2', '张䶮\U0002b5af', '王石', '2026', ID2],
             ['H2', 'P3', '李四', '李肆', '2026', ID3]]
    put(d + '/成员.csv', ''.join(','.join('="%s"' % c for c in r) + '\r\n'
                               for r in lines), 'gb18030')
    return {(M, 'P2', 'name'): '张䶮\U0002b5af', (M, 'P2', 'village'):
            '379999001001', (H, 'H1', 'head_name'): '王石',
            (H, 'H2', 'head_name'): None, (M, 'P3', 'number'): ID3}, 2


def text_case(name, encoding, separator, mark=''):
    def make(d):
        rows = [HEAD + ['联系电话'], ['H1', '柳泉村', 'P1', '王"石"', ID1, '户主',
                                  '2026', '13800000001'],
                ['H2', '白石村', 'P2', '李' + separator + '四', ID2, '户主', '2026',
                 '']]
        text = mark + '\r\n'.join(
            separator.join('"%s"' % c.replace('"', '""') for c in r)
            for r in rows)
        put(d + '/a.csv', text, encoding)
        return {(M, 'P1', 'name'): '王"石"', (M, 'P2', 'name'):
                '李' + separator.strip() + '四' if separator != '\t' else
                '李\t四', (H, 'H1', 'phone'): '13800000001'}, 0
    make.__name__ = name
    case(make)


text_case('text_bom', 'utf-8', ',', '\ufeff')
text_case('text_utf16', 'utf-16-le', '\t', '\ufeff')
text_case('text_gbk', 'gbk', ';')


@case
def web_page(d):
    """A web page called .xls, with entities, spans and its own charset."""
    put(d + '/a.xls', '<html><head><meta http-equiv="Content-Type" content='
        '"text/html; charset=gb2312"></head><body><table><tr><td colspan=7>'
        '镕镇名单</td></tr><tr>' + ''.join('<th>%s</th>' % h for h in HEAD) +
        '</tr><tr><td rowspan=2>H1</td><td rowspan=2>柳泉村</td><td>P1</td>'
        '<td>&#29579;石</td><td>' + ID1 + '</td><td>户主</td><td rowspan=2>2026'
        '</td></tr><tr><td>P2</td><td>张&nbsp;</td><td>' + ID2 + '<br></td>'
        '<td>&nbsp;</td></tr></table></body></html>', 'gbk')
    return {(M, 'P1', 'name'): '王石', (M, 'P2', 'name'): '张',
            (M, 'P2', 'number'): ID2, (M, 'P2', 'household'): 'H1',
            (M, 'P2', 'relation'): None}, 0


@case
def none_words(d):
    put(d + '/a.csv', ','.join(HEAD + ['贫困户属性', '脱贫年度']) + '\n'
        'H1,柳泉村,P1,王石,' + ID1 + ',None,2026,一般脱贫户,2016年12月\n')
    return {(M, 'P1', 'relation'): None, (H, 'H1', 'attribute'): '01',
            (H, 'H1', 'exit_year'): 2016}, 0


@case
def no_village(d):
    """A village that the list does not have, or has twice, is not guessed."""
    put(d + '/a.csv', ','.join(HEAD) + '\nH1,大柳泉村,P1,王石,' + ID1 +
        ',户主,2026\nH2,柳泉村,P2,李四,' + ID2 + ',户主,2026\n')
    return {(H, 'H1', 'id'): 'absent', (H, 'H2', 'village'): '379999001001'}, 1


@case
def shifted(d):
    """Rows whose values may stand in others' columns are left out whole; what
    stands for an id and is none makes no record."""
    put(d + '/a.csv', '户编号,村,户主姓名,工资性收入,生产经营性收入\n'
        'H1,柳泉村,王石,100,200\nH2,柳泉村,李四,1,234,500\n'
        '本页小计,柳泉村,,100,200\n续前页,柳泉村,,1,2\n2户,柳泉村,合计,1,2\n'
        '户编号,村,户主姓名,生产经营性收入,工资性收入\n'
        'H3,柳泉村,赵五,10,20\n')
    put(d + '/b.csv', '户编号,村,户主姓名,工资性收入,备注\n1,2,3,4,5\n'
        'H4,柳泉村,钱六,7,合计\n')
    return {(H, 'H1', 'wage_income'): 10000, (H, 'H2', 'id'): 'absent',
            (H, 'H3', 'id'): 'absent', (H, '2', 'id'): 'absent',
            (H, 'H4', 'wage_income'): 700, (H, 'H4', 'remark'): '合计',
            (H, 'all', 'count'): 2}, 3


@case
def units(d):
    """A unit of another fact, in the title, in a row of its own, in a cell."""
    put(d + '/a.csv', '户编号,村,户主姓名,工资性收入（万元）,耕地面积（平方米）,'
        '住房面积（㎡）,林地面积,家庭人口数,转移性收入\n'
        'H1,柳泉村,王石,1.2,2000,80,3亩,4口,1.2万元\n'
        'H2,柳泉村,李四,1.2,2000,80平方米,3平方米,4户,5元\n')
    put(d + '/b.csv', '单位：万元\n户编号,村,户主姓名,工资性收入,耕地面积\n'
        'H3,柳泉村,赵五,1.2,3\n')
    put(d + '/c.csv', '户编号,村,户主姓名,工资性收入,耕地面积\n'
        ',,,千元,亩\nH4,柳泉村,钱六,1.2,3\n')
    return {(H, 'H1', 'wage_income'): None, (H, 'H1', 'cultivated_land'): None,
            (H, 'H1', 'floor_area'): 8000, (H, 'H1', 'forest_land'): 300,
            (H, 'H1', 'size'): 4, (H, 'H1', 'transfer_income'): 1200000,
            (H, 'H2', 'floor_area'): 8000, (H, 'H2', 'forest_land'): None,
            (H, 'H2', 'size'): None, (H, 'H2', 'transfer_income'): 500,
            (H, 'H3', 'wage_income'): None, (H, 'H3', 'cultivated_land'): 300,
            (H, 'H4', 'wage_income'): None,
            (H, 'H4', 'cultivated_land'): 300}, 8


@case
def no_values(d):
    """Two numbers in a cell, errors and ditto become text, what is struck out,
    formats that show another number, values beyond what the schema takes."""
    b = Book()
    struck = b.share('<r><rPr><strike/></rPr><t>3000</t></r>'
                     '<r><t>4000</t></r>')

    def shown(v, code):
        return '<v>%s</v>' % v, 's="%d"' % b.style(code)

    wages = [('3000 4000', None), ('3000\n4000', None), ('1 200', None),
             ('#REF!', None), ('同上', None), ('=B2', None),
             (('<v>%d</v>' % struck, 't="s"'), None),
             (('<v>abc</v>', ''), None), (shown(1.5, '0.0"万"'), None),
             (shown(12000, '0!.0,"万"'), 1200000), (shown(8, '0"元"'), 800),
             (shown(36526, 'aaaa'), None), (shown(500, '[$$-409]0'), None),
             ('="1,234.50"', 123450)]
    b.sheet('收入', [['户编号', '村', '户主姓名', '工资性收入']] + [
        ['H%d' % i, '柳泉村', '王\u200b石', w]
        for i, (w, _) in enumerate(wages)])
    b.sheet('其他', [['户编号', '村', '户主姓名', '家庭人口数', '首次识别年度'],
                   ['K1', '柳泉村', '#N/A', -1, 16],
                   ['K2', '柳泉村', 0, 2, 42735],
                   ['K3', '柳泉村', '〃', 3, '2016'],
                   ['K4', '柳泉村', '="赵五"', 3, '2016']])
    b.write(d + '/a.xlsx')
    want = {(H, 'H%d' % i, 'wage_income'): w for i, (_, w) in enumerate(wages)}
    want.update({(H, 'H0', 'head_name'): '王石', (H, 'K1', 'head_name'): None,
                 (H, 'K1', 'size'): None, (H, 'K1', 'first_year'): None,
                 (H, 'K2', 'head_name'): None, (H, 'K2', 'size'): 2,
                 (H, 'K2', 'first_year'): None, (H, 'K3', 'head_name'): None,
                 (H, 'K3', 'first_year'): 2016,
                 (H, 'K4', 'head_name'): '赵五'})
    return want, 17


@case
def headings(d):
    """A heading that says whose, of when or of what takes its columns along;
    titles over several columns, and data above a longer header."""
    b = Book()
    b.sheet('上年', [['户编号', '村', '户主姓名', '上年', None, '家庭收入', None],
                   [None, None, None, '人均纯收入', '家庭人口数', '转移性收入',
                    '工资性收入'],
                   ['H1', '柳泉村', '王石', 2000, 5, 7, 8]],
            ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1', 'F1:G1'])
    b.sheet('两年', [['户编号', '村', '户主姓名', '人均纯收入', None],
                   [None, None, None, '2025年', '2026年'],
                   ['H2', '柳泉村', '李四', 2000, 3000]],
            ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1'])
    b.write(d + '/a.xlsx')
    put(d + '/b.csv', '户编号,村,户主姓名,帮扶责任人,\n,,,姓名,联系电话\n'
        'H3,柳泉村,赵五,钱立言,13900000009\n')
    put(d + '/c.csv', '户编号,村,户主姓名\nH4,柳泉村,钱六\n'
        '户编号,村,户主姓名,家庭人口数\nH5,柳泉村,孙七,3\n')
    return {(H, 'H1', 'per_capita_income'): None, (H, 'H1', 'size'): None,
            (H, 'H1', 'transfer_income'): 700, (H, 'H1', 'wage_income'): 800,
            (H, 'H2', 'head_name'): '李四', (H, 'H2', 'per_capita_income'): None,
            (H, 'H3', 'head_name'): '赵五', (H, 'H3', 'phone'): None,
            (H, 'H4', 'head_name'): '钱六', (H, 'H5', 'id'): 'absent',
            (M, 'H3', 'count'): 0}, 3


@case
def around(d):
    """A village by what is around the table: a whole name, once, that no row
    gainsays; not one within another, and not the folder's."""
    b = Book()
    for sheet, rows in (('柳泉村', [['户编号', '户主姓名'], ['H1', '王石']]),
                        ('新柳泉村', [['户编号', '户主姓名'], ['H2', '李四']]),
                        ('柳泉村帮扶白石村',
                         [['户编号', '户主姓名'], ['H3', '赵五']]),
                        ('白石村', [['村', '户编号', '户主姓名'],
                                 ['柳泉村', 'H4', '钱六'],
                                 [None, 'H5', '孙七']])):
        b.sheet(sheet, rows)
    b.write(d + '/a.xlsx')
    put(d + '/b.csv', '村,所在行政村代码,户编号,户主姓名\n'
        '柳泉村,379999001002,H6,周八\n白石社区,,H7,吴九\n')
    return {(H, 'H1', 'village'): '379999001001', (H, 'H2', 'id'): 'absent',
            (H, 'H3', 'id'): 'absent', (H, 'H4', 'village'): '379999001001',
            (H, 'H5', 'id'): 'absent', (H, 'H6', 'id'): 'absent',
            (H, 'H7', 'id'): 'absent'}, 5


def more(make):
    def cases(d):
        return make(d, Book, put)
    CASES[make.__name__] = cases


for each in (tables_more.ALL + tables_sly.ALL + tables_clerk.ALL +
             tables_odd.ALL + tables_odd_cells.ALL + tables_odd_texts.ALL +
             tables_odd_books.ALL):
    more(each)


def value_of(db, table, record, column):
    if ' of ' in column:  # of the household of that id in a village
        column, key = column.split(' of ')
        return db.execute('SELECT "%s" FROM %s WHERE village = ? AND id = ?'
                          % (column, table), (record, key)).fetchone()[0]
    if column.endswith(' by head'):
        return db.execute('SELECT "%s" FROM %s WHERE head_number = ?' % (
            column[:-8], table), (record,)).fetchone()[0]
    if column == 'count':
        where = '' if record == 'all' else " WHERE id = '%s'" % record
        return db.execute('SELECT COUNT(*) FROM %s%s' % (table, where)
                          ).fetchone()[0]
    rows = db.execute('SELECT "%s" FROM "%s" WHERE id = ?1 OR (?2 AND '
                      'number = ?1)' % (column, table) if table == M else
                      'SELECT "%s" FROM "%s" WHERE id = ?1 OR (?2 AND 0)'
                      % (column, table), (record, table == M)).fetchall()
    if not rows:
        return 'absent'
    return rows[0][0] if len(rows) == 1 else 'several'


def check(path, name):
    expected, refused = CASES[name](sys.argv[4])
    db = sqlite3.connect(path)
    bad = 0
    for (table, record, column), want in expected.items():
        got = value_of(db, table, record, column)
        if got != want:
            print('%s %s.%s: %r, not %r' % (record, table, column, got, want))
            bad += 1
    rows = db.execute("SELECT COUNT(*) FROM hc_reject WHERE code = 'ROW'"
                      ).fetchone()[0]
    got = db.execute('SELECT SUM(refused) FROM hc_document').fetchone()[0]
    if (got or 0) + rows != refused:
        print('refused: %r and %r rows, not %r' % (got, rows, refused))
        bad += 1
    return bad == 0


def main():
    if sys.argv[1] == 'list':
        print('\n'.join(CASES))
    elif sys.argv[1] == 'check':
        sys.exit(0 if check(sys.argv[2], sys.argv[3]) else 1)
    elif sys.argv[1] == 'list-refused':
        print('\n'.join('%s\t%s' % (k, why) for k, (_, why) in
                        tables_odd_refused.ALL.items()))
    elif sys.argv[1] == 'refused':
        put(sys.argv[3] + '/villages.csv', VILLAGES)
        tables_odd_refused.ALL[sys.argv[2]][0](sys.argv[3], Book, put)
    elif sys.argv[1] == 'spoil':
        tables_more.spoilt(sys.argv[3], sys.argv[2])
    else:
        put(sys.argv[3] + '/villages.csv', VILLAGES)
        CASES[sys.argv[2]](sys.argv[3])


if __name__ == '__main__':
    main()
