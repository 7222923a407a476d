"""What is in ledgers, held against the schemas and the documents.

ledgers.py WHAT,… FILE [ARGUMENT…]; prints what is wrong, and fails then. Reads
the schemas by itself, so that it is not the program that checks itself.
"""

import datetime
import functools
import re
import sys
import xml.etree.ElementTree as ET

import openpyxl

XS = "{http://www.w3.org/2001/XMLSchema}"
HC = "{urn:hecha:1}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
KINDS = ("register collection procedure problems staff rolls archive "
         "inspection verdicts").split()
EXTRA = ["填写说明", "文件信息", "代码表"]
wrong = []


def fault(text):
    wrong.append(text)


def title(node):
    for doc in node.iterfind(f"{XS}annotation/{XS}documentation"):
        if doc.get(LANG) == "zh":
            return re.split("[：（，。；、]", doc.text)[0]
    return node.get("name")


class Schema:
    """One schema: sheets as a list of (title, element name, parents, columns),
    a column as (title, path of the element in the row, attribute, type)."""

    def __init__(self, folder, kind):
        root = ET.parse(f"{folder}/{kind}.xsd").getroot()
        self.elements = {e.get("name"): e for e in root.iterfind(XS + "element")}
        self.types = {t.get("name"): t for t in root.iterfind(XS + "complexType")}
        self.kind = kind
        self.sheets = []
        top = self.elements[kind]
        for child, _ in self.children(top):
            self.add(child, [], "")

    def complex(self, node):
        inner = node.find(XS + "complexType")
        return inner if inner is not None else self.types.get(node.get("type"))

    def children(self, node):
        """Elements that stand in it, each with whether it can repeat."""
        def walk(group, many):
            for n in group:
                more = many or n.get("maxOccurs", "1") != "1"
                if n.tag in (XS + "sequence", XS + "choice", XS + "all"):
                    yield from walk(n, more)
                elif n.tag == XS + "element":
                    ref = n.get("ref")
                    yield (self.elements[ref] if ref else n), more
        return list(walk(self.complex(node), False))

    def facts(self, node, path):
        for a in self.complex(node).iterfind(XS + "attribute"):
            yield title(a), path, a.get("name"), a.get("type")
        for child, many in self.children(node):
            name = child.get("name")
            if self.complex(child) is None:
                yield title(child), path + [name], None, child.get("type")
            elif not many:
                yield from self.facts(child, path + [name])

    def key(self, node):
        attributes = list(self.complex(node).iterfind(XS + "attribute"))
        for a in attributes:
            if a.get("name") == "id":
                return a
        return next(a for a in attributes if a.get("use") == "required")

    def add(self, node, parents, above):
        name = (above + "-" if above else "") + title(node)
        columns = list(self.facts(node, []))
        if parents:
            key = self.key(parents[-1])
            columns.insert(0, (title(key), ["^"], key.get("name"), key.get("type")))
        self.sheets.append((name, node.get("name"), parents, columns))
        for child, many in self.children(node):
            if many and self.complex(child) is not None:
                self.add(child, parents + [node], name)


def schemas(folder):
    return [Schema(folder, k) for k in KINDS]


def stores(folder):
    """Of each simple type: how it is kept, and which list it names."""
    root = ET.parse(f"{folder}/common.xsd").getroot()
    types = {t.get("name"): t for t in root.iterfind(XS + "simpleType")}

    @functools.cache
    def of(name):
        store = codes = None
        while name in types:
            for n in types[name].iter():
                if n.tag == "{urn:hecha:model:1}store" and store is None:
                    store = n.get("as")
                if n.tag == "{urn:hecha:model:1}codes" and codes is None:
                    codes = n.get("list")
            base = types[name].find(XS + "restriction")
            name = base.get("base") if base is not None else None
        return store, codes
    return of


def header(sheet):
    return [c.value for c in sheet[3] if c.value is not None]


def do_sheets(book, folder):
    want = [s[0] for k in schemas(folder) for s in k.sheets]
    if book.sheetnames != EXTRA[:2] + want + EXTRA[2:]:
        fault(f"sheets: {book.sheetnames}")


def do_columns(book, folder):
    for kind in schemas(folder):
        for name, _, _, columns in kind.sheets:
            sheet = book[name]
            want = ["序号"] + [c[0] for c in columns]
            if header(sheet) != want:
                fault(f"{name}: {header(sheet)}, not {want}")
            for cell in sheet[2]:
                if not cell.value:
                    fault(f"{name}!{cell.coordinate}: no help")


def validations(sheet):
    """Of each column: its rule."""
    rules = {}
    for v in sheet.data_validations.dataValidation:
        for r in v.sqref.ranges:
            if r.min_row != 4 or r.max_row != 1048576:
                fault(f"{sheet.title}: rule for rows {r.min_row}-{r.max_row}")
            rules[r.min_col] = v
    return rules


def longest(folder):
    """Simple types that say how long a value may be."""
    root = ET.parse(f"{folder}/common.xsd").getroot()
    return {t.get("name") for t in root.iterfind(XS + "simpleType")
            if t.find(f"{XS}restriction/{XS}maxLength") is not None}


def do_rules(book, folder):
    of = stores(folder)
    limited = longest(folder)
    want_type = {"date": "date", "birth": "date", "int": "whole",
                 "money": "decimal", "quantity": "decimal", "bool": "list"}
    for kind in schemas(folder):
        for name, _, _, columns in kind.sheets:
            rules = validations(book[name])
            for i, (text, _, _, type_) in enumerate(columns):
                store, codes = of(type_)
                want = want_type.get(
                    store, "list" if codes else
                    "textLength" if type_ in limited else None)
                rule = rules.get(i + 2)
                if rule is None or not rule.prompt:
                    fault(f"{name}/{text}: no prompt")
                elif store != "list" and rule.type != want:
                    fault(f"{name}/{text}: {rule.type}, not {want}")
                elif want == "list" and store != "list":
                    check_choices(book, f"{name}/{text}", rule, folder,
                                  codes or "yes-no")


@functools.cache
def labels(folder, list_):
    root = ET.parse(f"{folder}/codes.xml").getroot()
    for l in root.iterfind(HC + "list"):
        if l.get("id") == list_:
            return {i.get("code"): next(x.text for x in i.iterfind(HC + "label")
                                        if x.get(LANG) == "zh")
                    for i in l.iterfind(HC + "item")}
    raise KeyError(list_)


def choices(book, rule):
    return list_at(book, rule.formula1)


@functools.cache
def list_at(book, range_):
    m = re.fullmatch(r"'(.*)'!\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)", range_)
    cells = book[m[1]][f"{m[2]}{m[3]}:{m[4]}{m[5]}"]
    return [c.value for (c,) in cells]


def check_choices(book, where, rule, folder, list_):
    want = list(labels(folder, list_).values())
    if choices(book, rule) != want:
        fault(f"{where}: {choices(book, rule)}, not {want}")


def obeys(book, rule, value):
    if value is None or rule is None or rule.type in (None, "none"):
        return True
    if rule.type == "list":
        return value in choices(book, rule)
    if rule.type == "date":
        return isinstance(value, datetime.datetime)
    if rule.type in ("whole", "decimal"):
        return isinstance(value, (int, float)) and \
            float(rule.formula1) <= value <= float(rule.formula2)
    return isinstance(value, str) and len(value) <= int(float(rule.formula2))


def do_rules_kept(book, *_):
    for sheet in book:
        if sheet.title in (EXTRA[0], EXTRA[2]):
            continue
        rules = validations(sheet)
        for row in sheet.iter_rows(min_row=4):
            for cell in row:
                if not obeys(book, rules.get(cell.column), cell.value):
                    fault(f"{sheet.title}!{cell.coordinate}: {cell.value!r}")


def do_example(book, *_):
    do_rules_kept(book)
    for sheet in book:
        if sheet.title in (EXTRA[0], EXTRA[2]):
            continue
        row = sheet[4]
        if row[0].value != "示例（不导入）":
            fault(f"{sheet.title}: row 4 is not marked")
        for cell in row[1:len(header(sheet))]:
            if cell.value is None:
                fault(f"{sheet.title}!{cell.coordinate}: no example")
            if cell.font.color is None or cell.font.color.rgb == "FF000000":
                fault(f"{sheet.title}!{cell.coordinate}: not grey")
        first = 5 + (len(KINDS) if sheet.title == EXTRA[1] else 0)
        for cells in sheet.iter_rows(min_row=first, values_only=True):
            if any(c is not None for c in cells):
                fault(f"{sheet.title}: not blank: {cells}")


def do_pages(book, *_):
    for sheet in book:
        if sheet.title in (EXTRA[0], EXTRA[2]):
            continue
        if sheet.freeze_panes != "C4" or sheet.print_title_rows != "$1:$3":
            fault(f"{sheet.title}: {sheet.freeze_panes} {sheet.print_title_rows}")
        if sheet.page_setup.orientation != "landscape":
            fault(f"{sheet.title}: {sheet.page_setup.orientation}")


def do_links(book, *_):
    found = {c.hyperlink.location for r in book[EXTRA[0]].iter_rows() for c in r
             if c.hyperlink}
    want = {f"'{s}'!A1" for s in book.sheetnames
            if s not in (EXTRA[0], EXTRA[2])}
    if found != want:
        fault(f"links: {found ^ want}")


def do_only(book, *_):
    names = ["工作人员", "培训", "培训-参训人员", "重点人群名册"]
    if book.sheetnames != EXTRA[:2] + names + EXTRA[2:]:
        fault(f"sheets: {book.sheetnames}")


def do_english(book, *_):
    text = " ".join(str(c.value) for c in book["工作人员"][2])
    if "choose from the list" not in text or re.search("[必从]", text):
        fault(text)
    if header(book["工作人员"])[1] != "人员编号":
        fault("titles are not Chinese")


def shown(text, store, list_, folder):
    """A value of a document as its cell shows it."""
    if text is None or text.strip() == "":
        return None
    if store == "list":
        names = labels(folder, list_)
        return "、".join(names[c] for c in sorted(text.split()))
    if list_:
        return labels(folder, list_)[text]
    if store == "bool":
        return "是" if text in ("true", "1", "是") else "否"
    if store in ("date", "birth"):
        return datetime.datetime.fromisoformat(text)
    if store in ("int", "money", "quantity"):
        return float(text)
    return text


def value_of(node, parents, path, attribute):
    if path == ["^"]:
        return parents[-1].get(attribute)
    for name in path:
        node = node.find(HC + name)
        if node is None:
            return None
    return node.get(attribute) if attribute else node.text


def records(root, names):
    """Elements at a path, each with what it stands in."""
    def walk(node, parents, rest):
        for child in node.iterfind(HC + rest[0]):
            if len(rest) == 1:
                yield child, parents
            else:
                yield from walk(child, parents + [child], rest[1:])
    return walk(root, [], names)


def documents(folder, kind, source):
    import glob
    for path in sorted(glob.glob(folder + "/*.xml")):
        root = ET.parse(path).getroot()
        if root.tag == HC + kind and \
                (kind != "register" or root.get("source") == source):
            yield root


def do_values(book, folder, schema_folder, source):
    of = stores(schema_folder)
    compared = 0
    for kind in schemas(schema_folder):
        for name, element, parents, columns in kind.sheets:
            if name not in book.sheetnames:
                continue
            want = []
            path = [p.get("name") for p in parents] + [element]
            for root in documents(folder, kind.kind, source):
                for node, above in records(root, path):
                    want.append([shown(value_of(node, above, p, a),
                                       *of(t), schema_folder)
                                 for _, p, a, t in columns])
            have = [list(r[1:]) for r in
                    book[name].iter_rows(min_row=4, values_only=True)]
            have = [[float(v) if isinstance(v, (int, float)) else v for v in r]
                    for r in have]
            compared += len(want)
            if len(have) != len(want):
                fault(f"{name}: {len(have)} rows, not {len(want)}")
            for a, b in zip(have, want):
                if a != b:
                    fault(f"{name}: {a}, not {b}")
    if compared == 0:
        fault("nothing was compared")


def do_numbered(book, *_):
    sheet = book["建档立卡户-家庭成员"]
    if header(sheet)[-1] != "所属序号":
        fault(f"{header(sheet)[-1]}")
    last = len(header(sheet))
    owners = {(row[2], row[last - 1])
              for row in sheet.iter_rows(min_row=4, values_only=True)}
    for member, owner in owners:
        if owner != int(member[4]):
            fault(f"{member}: {owner}")
    if len({o for _, o in owners}) < 2:
        fault("only one household")


def do_fill(book, out):
    """Take the examples for records, and say what documents they are of."""
    head = book["文件信息"]
    columns = {c.value: c.column for c in head[3]}
    for row in range(5, head.max_row + 1):
        kind = head.cell(row, columns["文件种类"]).value
        if kind:
            for name in columns:
                if name not in ("序号", "文件种类"):
                    head.cell(row, columns[name]).value = \
                        head.cell(4, columns[name]).value
    for sheet in book:
        if sheet.title not in EXTRA:
            sheet["A4"] = None
    book.save(out)


def main(what, path, *arguments):
    book = openpyxl.load_workbook(path)
    for one in what.split(","):
        globals()["do_" + one.replace("-", "_")](book, *arguments)
    for text in wrong[:20]:
        print(text)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
