"""All figures of a result, and of the reports made of it, added up.

figures.py RESULT [DIR]: DIR holds the reports of an audit in Chinese, the
problems as p.csv, p.json, p.md, p.sarif and p.junit, and what the terminal was
told in p.txt. Says what does not agree; status 1 where something does not.
"""
import collections, csv, json, os, re, sys, zipfile
import xml.etree.ElementTree as E

H = "{urn:hecha:1}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SEVERITIES = ("error", "suspect", "notice")
root = E.parse(sys.argv[1]).getroot()
faults = []


def num(e, name):
    return int(e.get(name, "0"))


def all_of(path):
    return root.findall("/".join(H + p for p in path.split("/")))


def same(what, have, want):
    if have != want:
        faults.append("%s: %r, not %r" % (what, have, want))


def holds(what, claim):
    if not claim:
        faults.append(what)


totals = root.find(H + "totals")
villages = all_of("villages/village")
known = [v for v in villages if not v.get("stray")]
checks = {c.get("id"): c for c in all_of("checks/check")}
findings = all_of("parts/part/finding")
listed = [(p, l) for p in all_of("parts/part") for l in p.findall(H + "listed")]
acceptance = root.find(H + "acceptance")
exits = acceptance.findall(H + "household")
total = {s: num(totals, s + "s") for s in SEVERITIES}


def counted(these, of=lambda f: f.get("severity")):
    return collections.Counter(map(of, these))


def in_result():
    have = counted(findings)
    for s in SEVERITIES:
        same("findings: " + s, have[s], total[s])
        same("groups: " + s, sum(num(g, s) for g in all_of("groups/group")),
            total[s])
        no_village = sum(f.get("severity") == s and not f.get("village")
            for f in findings)
        same("villages and the street: " + s,
            sum(num(v, s) for v in villages) + no_village, total[s])
    for name in "households members faulty clean ready".split():
        same("villages: " + name, sum(num(v, name) for v in villages),
            num(totals, name))
    same("with and without error", num(totals, "faulty") + num(totals, "clean"),
        num(totals, "households"))
    same("villages", len(known), num(totals, "villages"))
    same("other codes", len(villages) - len(known), num(totals, "strays"))
    same("villages with errors", sum(num(v, "error") > 0 for v in known),
        num(totals, "faulty-villages"))
    said = root.find(H + "villages")
    for verdict in ("met", "not-met", "unknown"):
        same("villages " + verdict,
            sum(v.get("verdict") == verdict for v in known), num(said, verdict))
    same("checks", len(checks), num(totals, "checks"))
    answers = root.find(H + "answers")
    for name, n in counted(checks.values(), lambda c: c.get("answer")).items():
        same("answers: " + name, num(answers, name), n)
    undecided = [c for c in checks.values() if c.find(H + "reason") is not None
        or c.get("answer") in ("not-checkable", "error", "skipped")]
    same("checks without an answer", len(undecided), num(totals, "unchecked"))
    same("checks that wait", sum(num(c, "pending") > 0
        for c in checks.values()), num(totals, "waiting"))
    for v in villages:
        where = v.get("code")
        mine = counted(f for f in findings if f.get("village") == where)
        for s in SEVERITIES:
            same("%s: %s" % (where, s), num(v, s), mine[s])
            same("%s by groups: %s" % (where, s),
                sum(num(g, s) for g in v.findall(H + "group")), num(v, s))
        same(where + " by work", sum(num(w, "error")
            for w in v.findall(H + "work")), num(v, "error"))
        same(where + ": with and without error",
            num(v, "faulty") + num(v, "clean"), num(v, "households"))
        holds(where + ": met, and not all was found good",
            v.get("verdict") != "met" or not (num(v, "error") or
                num(v, "suspect") or num(v, "unchecked") or num(v, "waiting")))


def by_household():
    whom = collections.defaultdict(set)
    seen = collections.Counter()
    for f in findings:
        if f.get("household"):
            whom[f.get("check")].add(f.get("household"))
            seen[f.get("household"), f.get("severity")] += 1
    ids = {f.get("id") for f in findings}
    for p, l in listed:
        whom[l.get("check")].add(l.get("household"))
        seen[l.get("household"), l.get("severity")] += 1
        holds("listed of no finding: " + l.get("finding"),
            l.get("finding") in ids)
    for id, c in checks.items():
        same(id + ": households", num(c, "households"), len(whom[id]))
        same(id + ": findings", num(c, "findings"),
            sum(f.get("check") == id for f in findings))
    for g in all_of("groups/group"):
        these = [c for c in checks.values() if c.get("group") == g.get("id")]
        same(g.get("id") + ": households", num(g, "households"),
            len(set().union(*[whom[c.get("id")] for c in these])))
    for x in exits:
        for s in ("error", "suspect"):
            same("%s: %s" % (x.get("id"), s), num(x, s), seen[x.get("id"), s])
        why = counted(x.findall(H + "why"))
        same(x.get("id") + ": reasons", min(20, why["error"] + why["suspect"]),
            min(20, num(x, "error") + num(x, "suspect")))
    return seen


def of_exits():
    verdicts = "met not-met pending unknown unseen".split()
    told = counted(exits, lambda x: x.get("verdict"))
    same("exits", len(exits), num(acceptance, "exits"))
    for v in verdicts:
        same("exits " + v, told[v], num(acceptance, v))
        same("exits by village: " + v, sum(num(p, "unseen" if v == "unseen"
            else v) for p in villages if p.get("exits")), told[v])
    for x in exits:
        clear = not any(num(x, n) for n in
            ("error", "suspect", "unchecked", "waiting", "rejected"))
        holds(x.get("id") + ": met, and not all is good", x.get("verdict") !=
            "met" or (clear and x.get("inspected") == "passed"))
        same(x.get("id") + ": error and not met",
            x.get("verdict") == "not-met", num(x, "error") > 0)
    classes = {c.get("id"): num(c, "households")
        for c in all_of("figures/class")}
    if classes:
        same("exits, of all classes", classes.get("exit", 0), len(exits))
        same("cleared", classes.get("clear", 0), num(acceptance, "cleared"))
    for p in all_of("timeline/procedure"):
        mine = p.findall(H + "class")
        if mine:
            same("households of " + p.get("id"), sum(num(c, "households")
                for c in mine), num(p, "households"))
        for s in p.findall(H + "step"):
            holds("%s: more late than done" % s.get("id"),
                num(s, "late") <= num(s, "done"))
            holds("%s: more than there are" % s.get("id"), num(s, "done") +
                num(s, "missing") + num(s, "pending") <= num(p, "households"))
            holds("missing, and nobody looked", not (p.get("unchecked") and
                num(s, "missing")))


def number(text):
    m = re.match(r"\s*(\d+)\s*$", text or "")
    return int(m[1]) if m else None


def adds_up(what, rows, want):
    """Rows of numbers over their sum, which is the last."""
    for i, n in enumerate(rows[-1]):
        if n is None:
            continue
        same("%s, column %d" % (what, i + 1), sum(r[i] or 0
            for r in rows[:-1]), n)
    for n in want:
        holds("%s: no %d at the foot" % (what, n), n in rows[-1])


def tables_of(path):
    page = open(path, encoding="utf-8").read()
    cell = lambda c: re.sub("<[^>]*>", "", c).strip()
    for t in re.findall("<table.*?</table>", page, re.S):
        caption = re.search("<caption>(.*?)</caption>", t, re.S)
        yield caption and caption[1], [[cell(c) for c in
            re.findall(r"<t[dh][ >].*?</t[dh]>|<t[dh]/>", r, re.S)]
            for r in re.findall("<tr.*?</tr>", t, re.S)]


def in_pages(dir):
    foot = [num(totals, "households"), *total.values(), num(totals, "faulty"),
        num(totals, "clean")]
    for name, want in (("自查报告.html", foot), ("督导总览.html",
            [sum(total.values())])):
        rows, = [t for caption, t in tables_of(os.path.join(dir, name))
            if caption and caption.endswith("按检查类别的问题数")]
        body = [r for r in rows[1:] if r[0] != rows[-1][0]] + [rows[-1]]
        adds_up(name, [[number(c) for c in r[1:]] for r in body], want)


def word_tables(path):
    body = E.fromstring(zipfile.ZipFile(path).read("word/document.xml"))[0]
    text = lambda e: "".join(t.text or "" for t in e.iter(W + "t"))
    return text(body), [[[text(c) for c in r.findall(W + "tc")]
        for r in t.findall(W + "tr")] for t in body.iter(W + "tbl")]


def in_documents(dir):
    text, tables = word_tables(os.path.join(dir, "自查报告.docx"))
    for t in tables:
        if t[0][0] == "村（社区）":
            adds_up("自查报告.docx", [[number(c) for c in r[1:]]
                for r in t[1:]], [num(totals, "households"), *total.values(),
                num(totals, "faulty"), num(totals, "clean")])
        if t[0][0] == "检查类别":
            for i, s in enumerate(SEVERITIES):
                same("自查报告.docx by kind: " + s, sum(number(r[3 + i]) or 0
                    for r in t[1:]), total[s])
    if total["error"]:
        holds("自查报告.docx: errors and households", "差错%d处（涉及%d户）" % (
            total["error"], num(totals, "faulty")) in text)
    holds("自查报告.docx: a number is lost", not re.search(
        "尚有项|有项检查|共个|差错处|涉及户[^数]", text))
    text, tables = word_tables(os.path.join(dir, "验收报告.docx"))
    counts = [num(acceptance, n) for n in
        "exits met not-met pending unknown unseen".split()]
    for t in tables:
        if "退出户" in t[0]:
            adds_up("验收报告.docx", [[number(c) for c in r[1:]]
                for r in t[1:]], counts)
        if "原因" in t[0] and len(exits) <= 500:
            same("验收报告.docx, annex", len(t) - 1, len(exits))
    holds("验收报告.docx: a number is lost", not re.search(
        "尚有项|有项检查|差错处|涉及户[^数]", text))


def in_workbooks(dir):
    import openpyxl
    book = openpyxl.load_workbook(os.path.join(dir, "问题清单.xlsx"))
    rows = [[c.value for c in r] for r in book.worksheets[0].iter_rows(
        min_row=4)]
    end = [r[0] for r in rows].index("合计") + 1
    adds_up("问题清单.xlsx", [[c if isinstance(c, int) else None
        for c in r[1:]] for r in rows[:end]], [num(totals, "households"),
        *total.values(), num(totals, "faulty"), num(totals, "clean")])
    n = 0
    for s in book:
        if s["A4"].value == "序号":
            n += s.max_row - 4
    same("问题清单.xlsx, lines", n, sum(total.values()))
    book = openpyxl.load_workbook(os.path.join(dir, "验收报告.xlsx"))
    rows = [[c.value for c in r] for r in book.worksheets[0].iter_rows(
        min_row=4)]
    if exits:
        adds_up("验收报告.xlsx", [r[1:] for r in rows], [len(exits)])
        same("验收报告.xlsx, lines", book.worksheets[1].max_row - 4, len(exits))
    book = openpyxl.load_workbook(os.path.join(dir, "入户核查单.xlsx"))
    lines = of_lists = 0
    for s in book:
        for r in s.iter_rows(values_only=True):
            if isinstance(r[0], int):
                of_lists += (r[3] or "").startswith("〔名单问题〕")
                lines += 1
    same("入户核查单.xlsx, lines", lines, len(findings) + len(listed))
    same("入户核查单.xlsx, of lists", of_lists, len(listed))


def in_texts(dir):
    def read(name):
        return open(os.path.join(dir, name), encoding="utf-8-sig").read()
    words = {"差错": "error", "疑似": "suspect", "提示": "notice"}
    rows = [r for r in csv.reader(read("p.csv").splitlines()) if r[0]][1:]
    have = collections.Counter(words.get(r[3]) for r in rows)
    same("CSV", {s: have[s] for s in SEVERITIES}, total)
    j = json.loads(read("p.json"))
    have = collections.Counter(f["severity"] for f in j["findings"])
    same("JSON", {s: have[s] for s in SEVERITIES}, total)
    for name, value in totals.attrib.items():
        same("JSON, " + name, j["totals"].get(name), int(value))
    for c in j["checks"]:
        same("JSON, %s" % c["id"], (c["findings"], c["households"]),
            (num(checks[c["id"]], "findings"),
                num(checks[c["id"]], "households")))
    levels = {"error": "error", "warning": "suspect", "note": "notice"}
    have = collections.Counter(levels[r["level"]]
        for r in json.loads(read("p.sarif"))["runs"][0]["results"])
    same("SARIF", {s: have[s] for s in SEVERITIES}, total)
    md = read("p.md")
    line = "| %d | %d | %d | %d | %d |" % (*total.values(),
        num(totals, "faulty"), num(totals, "clean"))
    holds("Markdown: no line " + line, line in md.splitlines())
    same("Markdown, lines", len(re.findall("^- \\*\\*", md, re.M)),
        sum(total.values()))
    suites = E.fromstring(read("p.junit"))
    same("JUnit, cases", len(list(suites.iter("testcase"))), len(checks))
    same("JUnit, failures", len(list(suites.iter("failure"))), sum(
        c.get("answer") == "fail" and c.get("severity") == "error"
        for c in checks.values()))
    terminal = re.split("\n\n", read("p.txt"))
    for first in ("核查组", "村（社区）"):
        tables = [t for t in terminal if t.startswith(first)]
        if not tables and not any(total.values()):
            continue # a table of nothing is not told
        table, = tables
        rows = [list(map(int, re.findall(r"\s(\d+)(?=\s|$)", l)))[-4:]
            for l in table.splitlines()[1:]]
        rows = [r for r, l in zip(rows, table.splitlines()[1:])
            if len(r) == 4 and not l.startswith("合计")]
        for i, s in enumerate(SEVERITIES):
            same("terminal, %s: %s" % (first, s), sum(r[i] for r in rows),
                total[s])


in_result()
by_household()
of_exits()
if len(sys.argv) > 2:
    for part in (in_pages, in_documents, in_workbooks, in_texts):
        part(sys.argv[2])
print("\n".join(faults[:40]))
sys.exit(1 if faults else 0)
