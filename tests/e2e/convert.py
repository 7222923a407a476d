#!/usr/bin/env python3
"""convert.py DIR: files that are no tables, or mean no good."""
import sys
import zipfile

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
WORKBOOK = ('<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="s" '
            'sheetId="1" r:id="r1"/></sheets></workbook>' % (MAIN, REL))
RELS = ('<Relationships><Relationship Id="r1" Type="%s/worksheet" '
        'Target="worksheets/sheet1.xml"/><Relationship Id="s" '
        'Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        % (REL, REL))


def book(path, sheet, strings=None, extra=0):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('xl/workbook.xml', WORKBOOK)
        z.writestr('xl/_rels/workbook.xml.rels', RELS)
        for name, pieces in (('xl/worksheets/sheet1.xml', sheet),
                             ('xl/sharedStrings.xml', strings)):
            if pieces is None:
                continue
            with z.open(name, 'w', force_zip64=True) as f:
                for p in pieces:
                    f.write(p)
        for i in range(extra):
            z.writestr('e%d' % i, '')


def ole(path, part):
    """An old Office file, as far as its directory is looked at."""
    with open(path, 'wb') as f:
        f.write(bytes.fromhex('d0cf11e0a1b11ae1') + bytes(504) +
                part.encode('utf-16-le') + bytes(400))


def main():
    d = sys.argv[1] + '/'
    head = b'<worksheet xmlns="%s"><sheetData>' % MAIN.encode()
    book(d + 'bomb.xlsx', [head] + [b' ' * (1 << 20)] * 1024)
    book(d + 'wide.xlsx', [head + b'<row r="1">' + b''.join(
        b'<c><v>1</v></c>' for _ in range(20000)) + b'</row></sheetData>'
        b'</worksheet>'])
    book(d + 'texts.xlsx', [head + b'</sheetData></worksheet>'],
         [b'<sst>'] + [b'<si><t>' + b'a' * (1 << 20) + b'</t></si>'] * 1024)
    book(d + 'entity.xlsx', [b'<!DOCTYPE w [<!ENTITY a "aaaa">]>' + head +
                             b'</sheetData></worksheet>'])
    book(d + 'many.xlsx', [head + b'</sheetData></worksheet>'], extra=20000)
    book(d + 'merges.xlsx', [
        head + b'<row r="1"><c><v>1</v></c></row></sheetData><mergeCells>'] +
        [b'<mergeCell ref="%s1:%s2"/>' % (c, c) for c in
         (bytes([65 + i // 676 % 26, 65 + i // 26 % 26, 65 + i % 26])
          for i in range(2500))] + [b'</mergeCells></worksheet>'])
    book(d + 'cut.xlsx', [head + b'<row r="1"><c><v>1'])
    row = (b'<row r="2"><c r="A2" t="str"><v>H1</v></c></row>')
    book(d + 'outside.xlsx', [head + b'</sheetData>' + row + b'</worksheet>'])
    book(d + 'nested.xlsx', [head + b'<x>' + row + b'</x></sheetData>'
                             b'</worksheet>'])
    ole(d + 'locked.xlsx', 'EncryptedPackage')
    ole(d + 'letter.doc', 'WordDocument')
    with zipfile.ZipFile(d + 'letter.docx', 'w') as z:
        z.writestr('word/document.xml', '<w/>')
    with open(d + 'scan.pdf', 'wb') as f:
        f.write(b'%PDF-1.4\n')
    with open(d + 'photo.xls', 'wb') as f:
        f.write(b'\xff\xd8\xff\xe0' + bytes(100))
    with open(d + 'empty.csv', 'wb'):
        pass
    with open(d + 'quote.csv', 'wb') as f:
        f.write('户编号,姓名\n"H1,王石\n'.encode())
    with open(d + 'other.csv', 'wb') as f:
        f.write('a,b\n1,2\n'.encode())
    with open(d + 'bytes.csv', 'wb') as f:
        f.write('户编号,姓名\nH1,'.encode('gbk') + b'\xff\xff\n')
    with open(d + 'page.xls', 'wb') as f:
        f.write('<html><body><p>无表</p></body></html>'.encode())


main()
