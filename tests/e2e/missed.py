#!/usr/bin/env python3
"""missed.py XML.db TABLES.db LEAST: each finding that national tables miss, traced.

Both databases hold the same street, the register once as XML and once as the
national system exports it. A check answers alike from both, finding by finding,
unless it reads a fact for which the tables have no column, and then that column
is named; or a record was refused, which was told. Nothing is found that XML does
not give, but where what is usual of a missing column explains it. Prints what each check lacks, and what
nothing explains behind "not ok".
"""
import collections
import sqlite3
import sys

USUAL = 'what is usual of '
STEPS = ('household', 'class', 'household@class')  # behind each step


class Street:
    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.run = self.one('SELECT MAX(id) FROM hc_run')
        self.checks = {r[0]: r[1:] for r in self.db.execute(
            'SELECT id, answer, reason FROM hc_check WHERE run = ?',
            (self.run,))}
        self.reads = {c: set(names.split('\n')) for c, names in
                      self.db.execute('SELECT check_id, names FROM hc_reads')}
        self.found = collections.defaultdict(dict)
        for check, finding, household in self.db.execute(
                'SELECT check_id, id, household FROM hc_finding WHERE run = ?',
                (self.run,)):
            self.found[check][finding] = household

    def one(self, sql):
        return self.db.execute(sql).fetchone()[0]

    def lacks(self):
        """(table, column, fact) that no column of the register delivers."""
        rows = self.db.execute(
            'SELECT tbl, col, fact FROM hc_undelivered WHERE document IN (SELECT'
            " id FROM hc_document WHERE kind = 'register' AND source = "
            "'current')").fetchall() + [
                (tbl, col, USUAL + tbl + '@' + col) for tbl, col in self.db.execute(
                    'SELECT tbl, col FROM hc_usual')]
        columns = set(self.db.execute('SELECT tbl, col FROM hc_column'))
        return [r for r in rows if r[:2] not in columns], \
            [r for r in rows if r[:2] in columns]

    def refused(self):
        return {r[0] for r in self.db.execute(
            'SELECT record FROM hc_reject WHERE record IS NOT NULL')}


def lacking(reads, lacks):
    """What of it the check reads."""
    facts = {fact for tbl, col, fact in lacks if '%s.%s' % (
        'hc_document' if tbl == 'document' else tbl, col) in reads}
    if any(name.startswith('step.') for name in reads):
        facts.add(STEPS[2])
    return facts


def trace(xml, tables, least):
    lacks, both = tables.lacks()
    refused = tables.refused()
    told = []
    bad = ['%s.%s is delivered, and is said not to be' % r[:2] for r in both]
    equal = missed = 0
    for check in xml.checks:
        reads = xml.reads.get(check, set()) | tables.reads.get(check, set())
        facts = lacking(reads, lacks)
        if not reads:  # it was made of neither
            facts = {r[2] for r in lacks}
        answer, reason = tables.checks.get(check, ('none', None))
        a, b = xml.found[check], tables.found[check]
        named = {w[5:] for w in (reason or '').split() if w[:5] == 'fact:'}
        if answer == 'not-checkable' and named - facts:
            bad.append('%s: not checkable without %s, which it does not read or '
                       'is delivered' % (check, ' '.join(named - facts)))
        gone = {f for f in a if f not in b and a[f] not in refused}
        more = {f for f in b if f not in a and b[f] not in refused}
        usual = {f for f in facts if f.startswith(USUAL)}
        if gone and not facts:
            bad.append('%s: %d missed, and no column lacks' % (check, len(gone)))
        if more and not usual:
            bad.append('%s: %d found that XML does not give'
                       % (check, len(more)))
        if a and a.keys() == b.keys():
            equal += 1
        if gone or more:
            missed += len(gone)
            told.append('# %s: %d of %d missed, %d more; no column for %s' % (
                check, len(gone), len(a), len(more), ' '.join(sorted(facts))))
    told.append('# %d checks alike, finding by finding; %d findings missed, each with '
          'its column' % (equal, missed))
    if equal < least:
        bad.append('only %d checks could be compared' % equal)
    return bad, told


if __name__ == '__main__':
    faults, lines = trace(Street(sys.argv[1]), Street(sys.argv[2]),
                          int(sys.argv[3]))
    print('\n'.join(['not ok: ' + fault for fault in faults] + lines))
    sys.exit(1 if faults else 0)
