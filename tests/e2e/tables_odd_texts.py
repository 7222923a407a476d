"""Texts and web pages that are broken, mixed, or written by several programs.

tables.py has what writes them and what compares them.
"""
H, M = 'household', 'member'
ID1, ID2, ID3 = ('379999198001010016', '379999200002290013',
                 '37999919491231002X')
HEAD = '户编号,村,户主姓名,工资性收入,家庭人口数'
GOOD, OTHER = '柳泉村', '白石村'
FIRST, SECOND = '379999001001', '379999001002'


def quotes(d, Book, put):
    """A quotation mark that is not closed swallows what stands below."""
    put(d + '/a.csv', HEAD + '\nA1,柳泉村,王石,100,1\n'
        'A2,柳泉村,"李四,200,2\nA3,柳泉村,赵五",300,3\nA4,柳泉村,钱六,400,4\n')
    put(d + '/b.csv', HEAD + '\nA5,柳泉村,"孙七,500,5\nA6,柳泉村,周八,600",6\n'
        'A7,柳泉村,吴九,700,7\n')
    put(d + '/c.csv', HEAD + ',备注\nA8,柳泉村,王石,100,1,"外出，务工\n已回"\n'
        'A9,柳泉村,"李""四""",200,2,"说""好"""\n')
    put(d + '/d.csv', HEAD + '\nB1,柳泉村,"王石"x,100,1\nB2,柳泉村,李"四",200,2\n'
        'B3,柳泉村,"1,234"5,300,3\n')
    return {(H, 'A1', 'wage_income'): 10000, (H, 'A2', 'id'): 'absent', (H, 'A4', 'size'): 4,
            (H, 'A5', 'id'): 'absent', (H, 'A7', 'size'): 7,
            (H, 'A8', 'size'): 1, (H, 'A9', 'head_name'): '李"四"'}, 4


def joined_files(d, Book, put):
    """Two exports that somebody put into one file: a mark of UTF-8 amid it,
    another order of columns."""
    put(d + '/a.csv', '\ufeff' + HEAD + '\r\nC1,柳泉村,王石,100,1\r\n\ufeff' +
        HEAD + '\r\nC2,白石村,李四,200,2\r\n')
    put(d + '/b.csv', '\ufeff' + HEAD + '\r\nC3,柳泉村,王石,100,1\r\n\ufeff'
        '户编号,村,户主姓名,家庭人口数,工资性收入\r\nC4,白石村,李四,2,200\r\n')
    return {(H, 'C1', 'size'): 1, (H, 'C2', 'wage_income'): 20000,
            (H, 'C2', 'village'): SECOND, (H, 'C3', 'wage_income'): 10000,
            (H, 'C4', 'id'): 'absent'}, 1


def encodings(d, Book, put):
    """UTF-16 without a mark, UTF-32, Big5, noughts between the letters."""
    row = HEAD + '\r\n%s,柳泉村,王石,100,1\r\n'
    put(d + '/a.csv', row % 'D1', 'utf-16-le')
    put(d + '/b.csv', '\ufeff' + row % 'D2', 'utf-32-le')
    with open(d + '/c.csv', 'wb') as f:
        f.write((row % 'D3').encode().replace(b'100', b'1\x0000'))
    put(d + '/f.csv', '\ufeff\ufeff' + row % 'D5')
    put(d + '/g.csv', row.replace(',', '|') % 'D6')
    put(d + '/h.csv', row.replace(',', '，') % 'D7')
    put(d + '/i.csv', (row % 'D8').replace('\r\n', '\u2028'))
    put(d + '/j.csv', (row % 'D9').replace('石', '\ufffd'))
    put(d + '/k.csv', 'sep=\t\n' + (row % 'D10').replace(',', '\t'))
    put(d + '/l.txt', (row % 'D11').replace(',', '  '))
    return {(H, 'D1', 'size'): 1, (H, 'D5', 'size'): 1,
            (H, 'D10', 'wage_income'): 10000, (H, 'D2', 'id'): 'absent',
            (H, 'D3', 'id'): 'absent'}, 0


def short_and_long(d, Book, put):
    """Rows with fewer fields than titles, or with more."""
    put(d + '/a.csv', HEAD + '\nE1,柳泉村,王石,100\nE2,柳泉村\nE3\n'
        'E4,柳泉村,李四,1,200,2\nE5,柳泉村,赵五,"1,300",3,,,\n'
        'E6,,,,\nE7,柳泉村,钱六,400,4,\n')
    put(d + '/b.csv', '户编号;村;户主姓名;工资性收入;转移性收入\n'
        'E8;柳泉村;孙七;1,5;2,25\nE9;柳泉村;周八;1.234;2.500\n')
    put(d + '/c.csv', '户编号\t村\t户主姓名\t工资性收入\n'
        'F1\t柳泉村\t吴九\t1,234\nF2\t柳泉村\t"郑\t十"\t5\n')
    return {(H, 'E1', 'wage_income'): 10000, (H, 'E2', 'village'): FIRST,
            (H, 'E4', 'id'): 'absent', (H, 'E5', 'wage_income'): 130000,
            (H, 'E7', 'size'): 4, (H, 'E8', 'wage_income'): None,
            (H, 'E8', 'transfer_income'): None, (H, 'E9', 'wage_income'): None,
            (H, 'F1', 'wage_income'): 123400}, 6


def pages(d, Book, put):
    """Web pages: tables in tables, numbers that are shown in part, two tables,
    cells over rows and columns, notes in small type."""
    head = ''.join('<td>%s</td>' % h for h in HEAD.split(','))

    def page(name, rows, before=''):
        put(d + '/' + name, '<html><head><meta charset="utf-8"></head><body>' +
            before + '<table><tr>' + head + '</tr>' + rows +
            '</table></body></html>')

    page('a.xls', '<tr><td>G1</td><td>柳泉村</td><td>王石</td><td><table><tr>'
         '<td>1</td><td>2</td></tr></table></td><td>3</td></tr>'
         '<tr><td>G2</td><td>柳泉村</td><td>李四</td><td>1<br>200</td>'
         '<td>2</td></tr>'
         '<tr><td>G3</td><td>柳泉村</td><td>赵五</td><td x:num="1234.567">'
         '1,234.57</td><td>3<!-- 5 --></td></tr>'
         '<tr><td>G4</td><td>柳泉村</td><td>钱六<script>x("孙")</script></td>'
         '<td>&#49;&#50;</td><td>4<style>5</style></td></tr>'
         '<tr><td>G5</td><td>柳泉村</td><td colspan=2>孙七</td><td>5</td></tr>'
         '<tr><td>G6</td><td>柳泉村</td><td>周八</td><td>6<td>7</tr>'
         '<tr><td>G7</td><td>柳泉村</td><td><input value="吴九"></td>'
         '<td><select><option selected>7<option>8</select></td><td>1</td></tr>'
         '<tr><td>G8</td><td>柳泉村</td><td><del>郑十</del>冯一</td>'
         '<td><span style="visibility:hidden">9</span>8</td><td>2</td></tr>'
         '<tr><td>G9</td><td>柳泉村</td><td>陈二<small>（户主）</small></td>'
         '<td style="mso-number-format:\'0%\'">50%</td><td>2</td></tr>')
    page('b.xls', '<tr><td>I1</td><td>柳泉村</td><td>王石</td><td>1</td>'
         '<td>1</td></tr>', '<table><tr><td>菜单</td><td>首页</td></tr>'
         '</table>')
    put(d + '/c.xls', '<table border=1><tr>' + head + '</tr><tr><td rowspan=9>'
        'I2</td><td>柳泉村</td><td>李四</td><td>2</td><td>1</td></tr><tr>'
        '<td>柳泉村</td><td>李四</td><td>2</td><td>1</td></tr></table>')
    put(d + '/e.xls', '\n\n<div><table><tr>' + head + '</tr><tr><td>I3</td>'
        '<td>柳泉村</td><td>&#x738B;&#x77F3;&zwnj;</td><td>&yen;3&thinsp;000'
        '</td><td>&nbsp;1&nbsp;</td></tr></table></div>')
    return {(H, 'G1', 'wage_income'): None, (H, 'G2', 'wage_income'): None,
            (H, 'G3', 'wage_income'): 123457, (H, 'G3', 'size'): 3,
            (H, 'G4', 'head_name'): '钱六', (H, 'G4', 'wage_income'): 1200,
            (H, 'G4', 'size'): 4, (H, 'G5', 'head_name'): None,
            (H, 'G5', 'size'): 5, (H, 'G6', 'wage_income'): 600,
            (H, 'G6', 'size'): 7, (H, 'G7', 'wage_income'): None,
            (H, 'G8', 'head_name'): '冯一', (H, 'G8', 'wage_income'): 800,
            (H, 'G9', 'wage_income'): None, (H, 'I1', 'size'): 1,
            (H, 'I3', 'head_name'): '王石', (H, 'I3', 'wage_income'): None,
            (H, 'I3', 'size'): 1}, 4


def around_it(d, Book, put):
    """A village in the file's name against that of the cells, the sheet's
    name, the titles; a year in the title."""
    put(d + '/柳泉村.csv', '户编号,村,户主姓名\nK1,白石村,王石\nK2,,李四\n')
    put(d + '/白石村名单.csv', '户编号,户主姓名\nK3,赵五\n')
    put(d + '/柳泉村、白石村.csv', '户编号,户主姓名\nK4,钱六\n')
    put(d + '/e.csv', '柳泉村2026年度台账\n户编号,户主姓名\nK5,孙七\n')
    put(d + '/白石村2.csv', '柳泉村台账\n户编号,户主姓名\nK6,周八\n')
    put(d + '/镕镇柳泉村村民委员会.csv', '户编号,户主姓名\nK7,吴九\n')
    put(d + '/f.csv', '户编号,村,户主姓名\nK8,379999001002,郑十\n'
        'K9,柳泉村(379999001002),冯一\nL1,柳泉村一组,陈二\n'
        'L2,镕镇柳泉村,褚三\nL3,柳泉,卫四\nL4,柳 泉 村,蒋五\n'
        'L5,柳泉村、白石村,沈六\nL6,柳泉村村委会,韩七\nL7,原白石村,杨八\n')
    return {(H, 'K1', 'village'): SECOND, (H, 'K2', 'id'): 'absent',
            (H, 'K3', 'village'): SECOND, (H, 'K4', 'id'): 'absent',
            (H, 'K5', 'village'): FIRST, (H, 'K6', 'id'): 'absent',
            (H, 'K7', 'village'): FIRST, (H, 'K9', 'id'): 'absent',
            (H, 'L3', 'village'): FIRST, (H, 'L4', 'village'): FIRST,
            (H, 'L5', 'id'): 'absent', (H, 'L7', 'id'): 'absent'}, 10


ALL = [quotes, joined_files, encodings, short_and_long, pages, around_it]
