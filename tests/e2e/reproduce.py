"""reproduce.py DATABASE DIR: nothing of anybody is left in invented records.

DATABASE has the real records, DIR what "hecha reproduce" wrote. No name,
number, phone, account, identifier or text of theirs may stand in it.
"""
import os
import re
import sqlite3
import sys

# what belongs to nobody, or stays by intent (see the manual)
PUBLIC = re.compile(r"无|未填写|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9.]{1,6}|true|false")
KINDS = ("name", "number", "raw", "phone", "account", "id", "head_id", "code",
         "village", "responsible", "employer", "industry", "channel", "bank",
         "remark", "reason", "place", "unit", "villager_group", "description",
         "measure", "evidence", "proof", "text", "shown", "signer", "topic",
         "staff", "household", "member")


def is_of_somebody(column):
    return any(column == k or column.endswith("_" + k) for k in KINDS)


def public(db):
    for sql in ("SELECT code FROM code", "SELECT id FROM plan_situation",
                "SELECT label_zh FROM code", "SELECT code FROM plan_department",
                "SELECT id FROM hc_check"):
        for value, in db.execute(sql):
            yield value


def private(db):
    tables = [t for t, in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE"
        " 'hc~_%' ESCAPE '~' AND name NOT LIKE 'plan%' AND name NOT LIKE"
        " 'sqlite%'")]
    for table in tables:
        columns = [c[1] for c in db.execute("PRAGMA table_info(%s)" % table)]
        if "document" not in columns:
            continue
        for column in filter(is_of_somebody, columns):
            for value, in db.execute(
                    'SELECT DISTINCT "%s" FROM "%s"' % (column, table)):
                if isinstance(value, str) and len(value.strip()) > 1:
                    yield value.strip()


def main():
    db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
    known = set(public(db))
    theirs = {v for v in private(db)
              if v not in known and not PUBLIC.fullmatch(v)}
    bad = 0
    for folder, _, names in os.walk(sys.argv[2]):
        for name in names:
            if name.startswith("plan") or not folder.endswith("records"):
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                text = file.read()
            values = re.findall(r'="([^"]*)"', text) + re.findall(r">([^<]+)<", text)
            whole = "\n".join(values)
            for value in theirs:
                if value in whole:
                    print("%s: %s" % (os.path.join(folder, name), value))
                    bad += 1
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
