"""A workbook as other programs write it, or as nobody should.

shapes.py SOURCE FOLDER SHAPE…: the same cells in other shapes of XML, FOLDER/SHAPE.xlsx;
of shape "text", "semicolons" and "tabs" the sheet with the list as text, FOLDER/SHAPE.csv.
"""
import csv, re, sys, zipfile
import xml.etree.ElementTree as E

import openpyxl

M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHARED = "xl/sharedStrings.xml"


def texts(parts):
    root = E.fromstring(parts[SHARED])
    return ["".join(t.text or "" for t in si.iter(M + "t")) for si in root]


def each_sheet(parts, change):
    for name in parts:
        if re.match(r"xl/worksheets/[^/]*\.xml$", name):
            root = E.fromstring(parts[name])
            change(root)
            parts[name] = E.tostring(root, "utf-8", xml_declaration=True)


def shared(parts):
    """Texts in a table of their own, where Excel and WPS keep them."""
    known = []

    def change(root):
        for c in root.iter(M + "c"):
            if c.get("t") == "inlineStr":
                text = "".join(t.text or "" for t in c.iter(M + "t"))
                c.remove(c.find(M + "is"))
                c.set("t", "s")
                E.SubElement(c, M + "v").text = str(len(known))
                known.append(text)
    each_sheet(parts, change)
    sst = E.Element(M + "sst")
    for text in known:
        t = E.SubElement(E.SubElement(sst, M + "si"), M + "t")
        t.text = text
        t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    parts[SHARED] = E.tostring(sst, "utf-8", xml_declaration=True)
    add(parts, "[Content_Types].xml", '<Override PartName="/%s" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml'
        '.sharedStrings+xml"/>' % SHARED)
    add(parts, "xl/_rels/workbook.xml.rels", '<Relationship Id="rIdShared"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/sharedStrings" Target="sharedStrings.xml"/>')


def add(parts, name, element):
    head, tail = parts[name].decode().rsplit("</", 1)
    parts[name] = (head + element + "</" + tail).encode()


def formulas(parts):
    """Texts as the values of formulas, as they come by looking things up."""
    shared(parts)
    known = texts(parts)

    def change(root):
        for c in root.iter(M + "c"):
            if c.get("t") == "s":
                v = c.find(M + "v")
                v.text = known[int(v.text)]
                c.set("t", "str")
                f = E.Element(M + "f")
                f.text = "A1"
                c.insert(0, f)
    each_sheet(parts, change)


def rich(parts):
    """Texts in runs, with how they are read, as Excel writes Chinese and Japanese."""
    shared(parts)
    root = E.fromstring(parts[SHARED])
    for si in root:
        text = "".join(t.text or "" for t in si.iter(M + "t"))
        for child in list(si):
            si.remove(child)
        half = len(text) // 2
        for part in (text[:half], text[half:]):
            run = E.SubElement(si, M + "r")
            E.SubElement(E.SubElement(run, M + "rPr"), M + "b")
            t = E.SubElement(run, M + "t")
            t.text = part
            t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        reading = E.SubElement(si, M + "rPh", sb="0", eb="1")
        E.SubElement(reading, M + "t").text = "nonsense"
    parts[SHARED] = E.tostring(root, "utf-8", xml_declaration=True)


def prefixed(parts):
    """Elements with a prefix: what ElementTree writes where none is said."""
    each_sheet(parts, lambda root: None)


def unplaced(parts):
    """Cells without references, where those before them are all there."""
    def change(root):
        for row in root.iter(M + "row"):
            at = {c.get("r").rstrip("0123456789"): c for c in row}
            if not at:
                continue
            widest = max(openpyxl.utils.column_index_from_string(k) for k in at)
            for c in list(row):
                row.remove(c)
            for i in range(1, widest + 1):
                c = at.get(openpyxl.utils.get_column_letter(i), E.Element(M + "c"))
                c.attrib.pop("r", None)
                row.append(c)
    each_sheet(parts, change)


def upside_down(parts):
    """Rows in the order that numbers them anew, half of them filtered away."""
    def change(root):
        data = root.find(M + "sheetData")
        rows = list(data)
        if len(rows) < 6 or len(rows[3]) < 20:
            return # not the list
        head, body = rows[:4], rows[4:][::-1]
        for row in rows:
            data.remove(row)
        for i, row in enumerate(head + body, 1):
            row.set("r", str(i))
            for c in row:
                c.set("r", c.get("r").rstrip("0123456789") + str(i))
            if i > 4 and i % 2:
                row.set("hidden", "1")
            data.append(row)
    each_sheet(parts, change)


def dtd(parts):
    for name in list(parts):
        if name.startswith("xl/worksheets/sheet"):
            text = parts[name].decode()
            text = re.sub(r"^(<\?xml[^>]*>)?", lambda m: m[0] +
                '<!DOCTYPE worksheet [<!ENTITY a "b">]>', text, count=1)
            parts[name] = text.encode()


def wide(parts):
    for name in list(parts):
        if name.startswith("xl/worksheets/sheet"):
            parts[name] = parts[name].replace(b"</sheetData>",
                b'<row r="900">' + b"<c><v>1</v></c>" * 1000000 +
                b"</row></sheetData>")


def bomb(parts):
    """A table of texts of 300 MB, in a file of less than one."""
    shared(parts)
    parts[SHARED] = re.sub(rb"</([a-z0-9]*:?)sst>", lambda m: b"<%ssi><%st>" %
        (m[1], m[1]) + b"a" * 300000000 + b"</%st></%ssi>" % (m[1], m[1]) +
        m[0], parts[SHARED])


MARKS = {"text": ",", "semicolons": ";", "tabs": "\t"}


def write_text(source, target, mark):
    for sheet in openpyxl.load_workbook(source):
        if sheet["A4"].value == "No.":
            with open(target, "w", newline="", encoding="gb18030") as out:
                csv.writer(out, delimiter=mark).writerows(
                    sheet.iter_rows(values_only=True))


def write_book(source, target, shape):
    with zipfile.ZipFile(source) as z:
        parts = {name: z.read(name) for name in z.namelist()}
    shape(parts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(name, data)


book, folder = sys.argv[1:3]
for name in sys.argv[3:]:
    if name in MARKS:
        write_text(book, "%s/%s.csv" % (folder, name), MARKS[name])
    else:
        write_book(book, "%s/%s.xlsx" % (folder, name), globals()[name])
