"""Files of which nothing is taken, each with what is told of it.

tables.py has what writes them.
"""
from tables_odd_books import change, one

HEAD = '户编号,村,户主姓名,工资性收入,家庭人口数'


def book(old, new):
    def make(d, Book, put):
        one(Book, d + '/a.xlsx', 'B1')
        change(d + '/a.xlsx', 'xl/worksheets/sheet1.xml', old, new)
    return make


def text(*parts):
    def make(d, Book, put):
        with open(d + '/a.csv', 'wb') as f:
            for s, encoding in parts:
                f.write(s.encode(encoding))
    return make


ROWS = ''.join('C%d,柳泉村,王石,100,1\r\n' % i for i in range(40))
ALL = {
    'two-years': (text(('户编号,村,户主姓名,年度,工资性收入\n'
                        'G1,柳泉村,王石,2025,100\nG1,柳泉村,王石,2026,200\n',
                        'utf-8')), 'says different things of'),
    'open-quote': (text((HEAD + '\nB4,柳泉村,"赵五,400,4\n'
                         'B5,柳泉村,钱六,500,5\n', 'utf-8')), 'not closed'),
    'one-line-of-utf8': (text((HEAD + '\r\n' + ROWS, 'gbk'),
                              ('C90,柳泉,王石,1,1\r\n', 'utf-8')),
                         'lines in UTF-8'),
    'half-of-it-utf8': (text((HEAD + '\r\n' + ROWS, 'gbk'),
                             (ROWS.replace('柳泉村', '柳泉').replace(
                                 'C', 'D'), 'utf-8')), 'lines in UTF-8'),
    'two-rows-of-one-number': (book('<row r="2">', '<row r="1">'),
                               'rows out of order'),
    'two-cells-in-one-place': (book('<c r="D2">', '<c r="B2">'),
                               'cells out of order'),
    'no-such-text': (book('<c r="D2">', '<c r="D2" t="s">'),
                     'not among the shared texts'),
    'rows-twice': (book('</sheetData>', '</sheetData><sheetData><row r="2">'
                        '<c r="A2"><v>1</v></c></row></sheetData>'),
                   'rows out of order'),
    'cell-of-another-row': (book('<c r="D2">', '<c r="D5">'),
                            'cells out of order'),
}
