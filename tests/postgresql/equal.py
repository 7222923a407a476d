#!/usr/bin/env python3
"""Are the last runs of two databases of hecha the same?

    equal.py [--again] A.db B.db [CHECK…]
    equal.py [--again] --streets A B STREET…

Compared are the findings (identity, words, places, states, whom they concern),
how each check came out, and how days are counted; of some checks (DUP-03 …)
their findings alone, by identity and words. Lives (since, times, state) are
compared as well, but for what --again leaves out: whether a finding is new or
was there the last time. Documents are called by their names, as their numbers are each
database's own. Of streets, the databases are A/STREET/hecha.db and so on.
"""
import sqlite3
import sys

LAST = "(SELECT MAX(id) FROM hc_run)"
FINDINGS = """SELECT f.id, check_id, severity, status, village, household,
 member, head, f.name, step, event, d.name, line, found, expected, evidence,
 key, subject, facts, state, settled, since, times, circle
 FROM hc_finding f LEFT JOIN hc_document d ON d.id = f.document
 WHERE run = %s ORDER BY seq""" % LAST
QUERIES = {
    "findings": FINDINGS,
    "checks": """SELECT id, severity, answer, subjects, findings, pending, due,
 reason FROM hc_check WHERE run = %s ORDER BY seq""" % LAST,
    "readings": """SELECT check_id, seq, reading, n, total FROM hc_reading
 WHERE run = %s ORDER BY 1, 2""" % LAST,
    "concerns": """SELECT f.id, c.household FROM hc_concerns c JOIN hc_finding f
 ON f.run = c.run AND f.seq = c.seq WHERE c.run = %s ORDER BY 1, 2""" % LAST,
    "steps": "SELECT * FROM step ORDER BY household, village, seq, event",
    "runs": """SELECT as_of, plan_id, plan_version, rules_sha256, verdict
 FROM hc_run WHERE id = %s""" % LAST,
}
SOME = """SELECT id, check_id, severity, village, household, member, head, name,
 found, expected, evidence, key, subject, circle FROM hc_finding
 WHERE run = %s AND check_id IN (%%s) ORDER BY id""" % LAST


def compare(paths, checks, again):
    """How many of the questions are answered in two ways."""
    dbs = [sqlite3.connect("file:%s?mode=ro" % p, uri=True) for p in paths]
    queries = QUERIES
    if checks:
        queries = {"findings": SOME % ",".join("'%s'" % c for c in checks)}
    if again:
        queries = {name: sql.replace(" state,", "")
                   for name, sql in queries.items()}
    differ = 0
    for name, sql in queries.items():
        a, b = (db.execute(sql).fetchall() for db in dbs)
        first, second = set(a), set(b)
        for row in [r for r in a if r not in second][:3]:
            print("%s only in the first: %s" % (name, row))
        for row in [r for r in b if r not in first][:3]:
            print("%s only in the second: %s" % (name, row))
        differ += a != b
        print("%s: %d and %d, %s" % (name, len(a), len(b),
                                     "other" if a != b else "the same"))
    for db in dbs:
        db.close()
    return differ


def main():
    given = sys.argv[1:]
    again = given[0] == "--again"
    if again:
        del given[0]
    if given[0] != "--streets":
        sys.exit(compare(given[:2], given[2:], again) > 0)
    differ = 0
    for street in given[3:]:
        print(street)
        differ += compare(["%s/%s/hecha.db" % (p, street)
                           for p in given[1:3]], [], again)
    sys.exit(differ > 0)


main()
