#!/usr/bin/python3
"""Does a check that takes over from the last one give a full check's answers?

    HECHA=src/hecha HECHA_DATADIR=. GEN=tests/gen/gen tests/e2e/again.py
        [--seed N] [--rounds N] [--households N] [--all-reports]
        [--lie] [--whole] [--spread] [--one-line] [--rivals]

A street is split into files of one village each; with --whole they are put
together again, a file a kind, in which most villages stay on their lines; with
--spread three files a kind, each with some records of every village, by chance,
but a record stays where it is as long as nobody moves it. --one-line writes all
records on one line. --rivals begins with records that say something else of
the same as others, so that their order counts. Every round some files are changed by chance and imported
again; then the street is checked, and checked in full in a copy of the
database: findings, answers, steps and what is pending must be the same, and so
must the findings and the result that the program writes. --lie plays with a rule that looks further than its scope says, which
must be noticed. Exit status 0: no difference, 1: one, 2: the test itself went
wrong.
"""
import argparse
import contextlib
import copy
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zlib
import xml.etree.ElementTree as ET

NS = "{urn:hecha:1}"
ET.register_namespace("", "urn:hecha:1")
BY_VILLAGE = ["register", "collected", "previous", "collection", "procedure",
              "problems", "archive", "inspection"]
WHOLE = ["staff", "rolls", "verdicts"]
RECORDS = {"household", "visit", "application", "natural-change", "posting",
           "appraisal", "announcement", "name-list", "street-audit",
           "comparison", "consent", "notification", "data-entry", "problem",
           "folder", "village-file", "ledger-line", "inspection-record",
           "person", "training", "roll-entry", "village"}


class Broken(Exception):
    pass


class Street:
    """The records of a street, a tree a kind and village, and the changes made
    to them. They are written to a file each, or all of a kind to so many files
    as spread says."""

    def __init__(self, source, rng, moves, spread, one_line):
        self.moves = moves
        self.spread = spread
        self.one_line = one_line
        self.rng = rng
        self.places = {}  # of records: in which of the files of the kind
        self.written = set()  # names of files
        self.blank = {}  # of files: lines in front
        self.comments = {}  # of files: at the end
        self.source = source
        self.files = {}
        self.dirty = set()
        self.touched = {}
        villages = self.read(source)
        self.villages = sorted(villages)
        self.values = {}
        for root in self.files.values():
            for e in root.iter():
                for name, value in e.attrib.items():
                    self.values.setdefault((e.tag, name), set()).add(value)
        self.values = {k: sorted(v) for k, v in self.values.items()}

    def read(self, source):
        villages = set()
        for kind in BY_VILLAGE + WHOLE:
            root = ET.parse(os.path.join(source, kind + ".xml")).getroot()
            for record in list(root):
                village = record.get("village") or record.get("code")
                if kind in WHOLE or village is None:
                    village = "street"
                elif kind == "register":
                    villages.add(village)
                self.file(kind, village, root).append(record)
                # Chance, but the same when all is restored.
                self.places[record] = zlib.crc32(ET.tostring(record))
            self.file(kind, "street", root)
        return villages

    def file(self, kind, village, like):
        name = "%s-%s.xml" % (kind, village)
        if name not in self.files:
            self.files[name] = ET.Element(like.tag, dict(like.attrib))
        self.dirty.add(name)
        return self.files[name]

    def place(self, record):
        return self.places.setdefault(record, self.rng.randrange(1000))

    def write(self, directory):
        names = []
        for kind in sorted({n.split("-")[0] for n in self.dirty}):
            parts = sorted(n for n in self.files if n.split("-")[0] == kind)
            if not self.spread:
                for name in self.dirty.intersection(parts):
                    self.write_file(directory, name, [
                        (name, list(self.files[name]))])
                    names.append(name)
            for place in range(self.spread):
                name = "%s-%d.xml" % (kind, place)
                self.write_file(directory, name, [
                    (part, [e for e in self.files[part]
                            if self.place(e) % self.spread == place]) for part in parts])
                names.append(name)
        self.dirty.clear()
        self.written.update(names)
        return sorted(names)

    def write_file(self, directory, name, parts):
        """Each village begins at the same line as before, as long as it has no
        more lines than there is room for."""
        root = ET.Element(self.files[parts[0][0]].tag)
        last = root
        root.text = "\n" * (1 + self.blank.get(name, 0))
        lines = 0
        for part, records in parts:
            root.attrib.update(self.files[part].attrib)
            gap = self.touched.get(part, 0)
            for e in records:
                e.tail = "\n"
                lines += ET.tostring(e, encoding="unicode").count("\n")
            lines += gap
            if last is root:
                root.text += "\n" * gap
            else:
                last.tail += "\n" * gap
            root.extend(records)
            if records:
                last = records[-1]
                last.tail += "\n" * (-lines % 500)
                lines += -lines % 500
        text = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
        if self.one_line:
            text = re.sub(rb">\s+<", b"><", text)
        text += b"\n<!-- -->" * self.comments.get(name, 0)
        with open(os.path.join(directory, name), "wb") as f:
            f.write(text)

    def restore(self):
        """As it was in the beginning: what was moved about ties villages
        together, and too many of them leave nothing to take over."""
        before = self.files
        self.files = {}
        self.read(self.source)
        for name, root in before.items():
            if name not in self.files:
                self.files[name] = ET.Element(root.tag, dict(root.attrib))
        self.dirty = {n for n, root in self.files.items() if n not in before or
                      ET.tostring(root) != ET.tostring(before[n])}
        return "restored"

    # What can happen to a file; each says what it did.

    def pick_file(self, *kinds):
        kinds = kinds or tuple(BY_VILLAGE + WHOLE + ["register"] * 4 +
                               ["procedure", "collection"] * 2)
        kind = self.rng.choice(kinds)
        names = [n for n, root in self.files.items()
                 if n.split("-")[0] == kind and len(root)]
        name = self.rng.choice(sorted(names) or ["staff-street.xml"])
        self.dirty.add(name)
        return name

    def pick(self, name):
        """Not the root: a fault there has the whole file refused."""
        found = [e for e in self.files[name].iter()
                 if e is not self.files[name]]
        return self.rng.choice(found) if found else None

    def other_file(self, name):
        """Of the same kind and another village, maybe a new one."""
        kind = name.split("-")[0]
        other = "%s-%s.xml" % (kind, self.rng.choice(
            self.villages + ["street", "extra"]))
        if other not in self.files:
            like = self.files[name]
            self.files[other] = ET.Element(like.tag, dict(like.attrib))
        self.dirty.add(other)
        return other

    def change_value(self, name=None):
        name = name or self.pick_file()
        e = self.pick(name)
        if e is None or not e.attrib:
            return "nothing"
        attribute = self.rng.choice(sorted(e.attrib))
        values = self.values.get((e.tag, attribute), [""])
        if self.rng.random() < 0.25:
            del e.attrib[attribute]
        else:
            e.set(attribute, self.rng.choice(values))
        return "%s: %s/@%s" % (name, e.tag[len(NS):], attribute)

    def add_value(self):
        """A value where there was none."""
        name = self.pick_file()
        e = self.pick(name)
        names = [a for tag, a in self.values if e is not None and tag == e.tag]
        if not names:
            return "nothing"
        attribute = self.rng.choice(sorted(names))
        e.set(attribute, self.rng.choice(self.values[(e.tag, attribute)]))
        return "%s: %s/@%s set" % (name, e.tag[len(NS):], attribute)

    def change_id(self):
        """A record is suddenly of another household, village, person, event."""
        name = self.pick_file()
        found = [(e, a) for e in self.files[name].iter() for a in e.attrib
                 if e is not self.files[name] and a in ("household",
                     "village", "id", "head-number", "number", "member",
                     "responsible", "staff")]
        if not found:
            return "nothing"
        e, attribute = self.rng.choice(found)
        e.set(attribute, self.rng.choice(
            self.values.get((e.tag, attribute), ["x"])))
        return "%s: %s/@%s is another's" % (name, e.tag[len(NS):], attribute)

    def blank_village(self):
        name = self.pick_file("procedure", "problems", "archive", "inspection")
        found = [e for e in self.files[name].iter()
                 if e.tag[len(NS):] in ("street-audit", "comparison",
                                        "problem", "ledger-line",
                                        "inspection-record")
                 and "village" in e.attrib]
        if not found:
            return "nothing"
        e = self.rng.choice(found)
        del e.attrib["village"]
        return "%s: %s of no village" % (name, e.tag[len(NS):])

    def other_step(self):
        """Of no village, for the most part, about households of several; maybe
        with the id of another event."""
        name = self.pick_file("procedure")
        events = [e for n, root in sorted(self.files.items())
                  if n.startswith("procedure-") for e in root]
        homes = [h.get("id") for n, root in sorted(self.files.items())
                 if n.startswith("register-") for h in root if h.get("id")]
        like = self.rng.choice(events)
        step = ET.SubElement(self.files[name], NS + "other-step")
        step.set("id", self.rng.choice(
            [like.get("id"), "O%d" % self.rng.randint(1, 99999)]))
        step.set("kind", self.rng.choice(["posting", "comparison", "appraisal",
                                          "announcement", "consent"]))
        for attribute in ("date", "began", "ended"):
            if like.get(attribute):
                step.set(attribute, like.get(attribute))
        if self.rng.random() < 0.3:
            step.set("village", self.rng.choice(self.villages))
        if self.rng.random() < 0.3:
            step.set("household", self.rng.choice(homes))
        for home in self.rng.sample(homes, self.rng.randint(0, 4)):
            ET.SubElement(step, NS + "item").set("household", home)
        return "%s: another step %s" % (name, step.get("id"))

    def move_date(self):
        name = self.pick_file("procedure", "collection", "problems", "archive",
                              "inspection")
        found = [(e, a) for e in self.files[name].iter() for a in e.attrib
                 if e is not self.files[name] and
                 re.fullmatch(r"\d{4}-\d\d-\d\d", e.get(a))]
        if not found:
            return "nothing"
        e, attribute = self.rng.choice(found)
        year, month, day = e.get(attribute).split("-")
        if self.rng.random() < 0.2:
            month = self.rng.choice(["09", "10", "11", "12"])
        e.set(attribute, "%s-%s-%02d" % (
            year, month, (int(day) + self.rng.randint(-9, 9) - 1) % 28 + 1))
        return "%s: %s/@%s moved" % (name, e.tag[len(NS):], attribute)

    def drop(self):
        name = self.pick_file()
        parent = self.rng.choice([e for e in self.files[name].iter() if len(e)])
        child = self.rng.choice(list(parent))
        parent.remove(child)
        return "%s: %s dropped" % (name, child.tag[len(NS):])

    def double(self):
        name = self.pick_file()
        parent = self.rng.choice([e for e in self.files[name].iter() if len(e)])
        child = self.rng.choice(list(parent))
        if child.tag[len(NS):] in RECORDS | {"member", "item", "sample"}:
            parent.insert(list(parent).index(child), copy.deepcopy(child))
        return "%s: %s doubled" % (name, child.tag[len(NS):])

    def move_record(self):
        """Into the file of another village, with or without a copy staying,
        and saying that it is of that village or not."""
        name = self.pick_file(*BY_VILLAGE)
        root = self.files[name]
        other = self.other_file(name)
        chosen = self.rng.choice(list(root))
        record = copy.deepcopy(chosen)
        if self.rng.random() < 0.5:
            root.remove(chosen)
        village = other.split("-")[1][:-4]
        if self.rng.random() < 0.5 and village in self.villages and \
                "village" in record.attrib:
            record.set("village", village)
        self.files[other].append(record)
        return "%s: %s to %s" % (name, record.tag[len(NS):], other)

    def swap(self):
        """Two records of two villages, each on the other's line."""
        kind = self.rng.choice(BY_VILLAGE)
        names = [n for n in sorted(self.files)
                 if n.startswith(kind + "-") and len(self.files[n])]
        if len(names) < 2:
            return "nothing"
        names = self.rng.sample(names, 2)
        a, b = (self.files[n] for n in names)
        i, j = (self.rng.randrange(len(x)) for x in (a, b))
        a[i], b[j] = b[j], a[i]
        self.places[a[i]], self.places[b[j]] = (
            self.place(b[j]), self.place(a[i]))
        self.dirty.update(names)
        return "%s: record swapped with one of %s" % tuple(names)

    def second(self):
        """Another record says something else of the same; which one counts may
        hang on their order."""
        name = self.pick_file(*BY_VILLAGE)
        chosen = self.rng.choice(list(self.files[name]))
        record = copy.deepcopy(chosen)
        if "id" in record.attrib and self.rng.random() < 0.7:
            record.set("id", "S%d" % self.rng.randint(1, 99999))
        e, attribute = self.rng.choice([
            (e, a) for e in record.iter() for a in sorted(e.attrib)
            if a not in ("id", "village", "household")] or [(record, "id")])
        e.set(attribute, self.rng.choice(
            self.values.get((e.tag, attribute), ["x"])))
        other = self.rng.choice([name, self.other_file(name)])
        root = self.files[other]
        root.insert(self.rng.choice([0, len(root)]), record)
        self.dirty.add(other)
        return "%s: a second %s, in %s" % (name, record.tag[len(NS):], other)

    def move_member(self):
        """Into a household of another village; more often than not the person
        stands in both then."""
        kind = self.rng.choice(["register", "register", "collected",
                                "previous"])
        homes = [(n, h) for n in sorted(self.files)
                 if n.startswith(kind + "-") for h in self.files[n]
                 if h.find(NS + "member") is not None]
        (name, home), (other, target) = self.rng.sample(homes, 2)
        member = self.rng.choice(home.findall(NS + "member"))
        last = [i for i, e in enumerate(target) if e.tag == NS + "member"]
        target.insert(last[-1] + 1, copy.deepcopy(member))
        self.dirty.add(other)
        if self.rng.random() < 0.3:
            home.remove(member)
            self.dirty.add(name)
        return "%s: member to %s" % (name, other)

    def empty_file(self):
        name = self.pick_file(*BY_VILLAGE)
        for e in list(self.files[name]):
            self.files[name].remove(e)
        return "%s: emptied" % name

    def touch(self):
        """All files of a village, or one, come again with the same records:
        what is found there must be found among these records alone."""
        village = self.rng.choice(self.villages)
        kind = self.rng.choice(BY_VILLAGE + [""] * 6)
        names = [n for n in self.files
                 if n.startswith(kind) and n.endswith("-%s.xml" % village)]
        for name in names:
            self.touched[name] = self.touched.get(name, 0) + 1
            self.dirty.add(name)
        return "%s %s touched" % (village, kind)

    def comment(self):
        """A file comes again with nothing else; so does one of two."""
        name = self.rng.choice(sorted(self.written))
        self.comments[name] = self.comments.get(name, 0) + 1
        self.dirty.add(name)
        return "%s: a comment" % name

    def blank_line(self):
        """In front of all records of a file."""
        name = self.rng.choice(sorted(self.written))
        self.blank[name] = self.blank.get(name, 0) + 1
        self.dirty.add(name)
        return "%s: a blank line" % name

    def export_later(self):
        name = self.pick_file()
        root = self.files[name]
        if "exported" not in root.attrib:
            return "nothing"
        root.set("exported", "2026-12-%02d" % self.rng.randint(20, 31))
        return "%s: exported %s" % (name, root.get("exported"))

    def change(self):
        kinds = [(self.change_value, 30), (self.add_value, 8),
                 (self.change_id, 12), (self.move_date, 14), (self.drop, 10),
                 (self.double, 8), (self.move_record, 8),
                 (self.move_member, self.moves), (self.blank_village, 4),
                 (self.other_step, 4),
                 (self.empty_file, 1), (self.export_later, 2),
                 (self.touch, 16), (self.comment, 12), (self.blank_line, 2),
                 (self.swap, 6), (self.second, 10)]
        return self.rng.choices([k for k, _ in kinds],
                                [w for _, w in kinds])[0]()


class Program:
    def __init__(self, work, data):
        self.work = work
        self.env = dict(os.environ, HECHA_DATADIR=data, LC_ALL="C")

    def run(self, db, *words, status=(0, 1)):
        done = subprocess.run([os.environ["HECHA"], "--db", db, *words],
                              capture_output=True, env=self.env, check=False)
        if done.returncode not in status:
            raise Broken("%s: %s" % (" ".join(words), done.stderr.decode()))
        return done.stdout

    def result(self, db):
        path = os.path.join(self.work, "result.xml")
        self.run(db, "report", "self-check", "--format", "xml", "-o", path)
        with open(path, "rb") as f:
            return f.read()


def rows(db, sql):
    with contextlib.closing(sqlite3.connect(db)) as c:
        return c.execute(sql).fetchall()


def copy_database(db, full):
    rows(db, "PRAGMA wal_checkpoint(TRUNCATE)")
    for tail in ("-wal", "-shm"):
        if os.path.exists(full + tail):
            os.remove(full + tail)
    shutil.copyfile(db, full)
    os.chmod(full, 0o600)


LAST = " WHERE run = (SELECT MAX(id) FROM hc_run)"
STATE = {
    "answers": "SELECT id, answer, subjects, findings, pending, due, reason"
               " FROM hc_check" + LAST + " ORDER BY seq",
    "findings": "SELECT seq, id, check_id, severity, status, village,"
                " household, member, head, name, step, event, document, line,"
                " found, expected, evidence, key FROM hc_finding" + LAST +
                " ORDER BY seq",
    "concerned": "SELECT seq, household FROM hc_concerns" + LAST +
                 " ORDER BY seq, household",
    "pending": "SELECT * FROM hc_pending ORDER BY 1, 2",
    "steps": "SELECT * FROM step ORDER BY village, household, seq, kind,"
             " event, document, line, began",
    "papers": "SELECT * FROM hc_paper ORDER BY 1, 2",
    "timeline": "SELECT * FROM hc_timeline ORDER BY procedure, class, seq",
    "run": "SELECT as_of, inputs_sha256, verdict, settings, hidden_until"
           " FROM hc_run WHERE id = (SELECT MAX(id) FROM hc_run)",
}


def compare(program, db, full, reports):
    """What differs, told; an empty list where nothing does."""
    told = []
    for what, sql in STATE.items():
        a, b = rows(db, sql), rows(full, sql)
        if a != b:
            told.append("%s differ" % what)
            told += ["  only again: %r" % (r,) for r in a if r not in b][:5]
            told += ["  only full:  %r" % (r,) for r in b if r not in a][:5]
    if reports:
        a, b = (program.run(d, "findings", "--format", "json")
                for d in (db, full))
        if a != b:
            told.append("findings: other bytes")
        a, b = (program.result(d) for d in (db, full))
        if a != b:
            told.append("result: other bytes")
    return told


def with_a_lie(data, work):
    """A copy of the program's data in which DUP-03, who stands in two villages,
    says that it looks at one household at a time, and reads no list of villages,
    which would have it made in full."""
    copied = os.path.join(work, "data")
    os.mkdir(copied)
    for part in ("schemas", "rules", "plans", "xslt"):
        shutil.copytree(os.path.join(data, part), os.path.join(copied, part))
    path = os.path.join(copied, "rules", "dup.xml")
    with open(path, encoding="utf-8") as f:
        before, rule, after = re.split(r'(?s)(<rule id="DUP-03".*?</rule>)',
                                       f.read())
    for old, new in ((r'scope="whole"', 'scope="household"'),
                     (r"COALESCE\(\(SELECT MIN\(v\.name\) FROM village v "
                      r"WHERE v\.code = m\.village\),\s*m\.village\)",
                      "m.village")):
        rule, n = re.subn(old, new, rule)
        if n != 1:
            raise Broken("DUP-03 is not what it was")
    with open(path, "w", encoding="utf-8") as f:
        f.write(before + rule + after)
    return copied


def choose_day(rng, day):
    """Now and then the check is as of another day, for a while."""
    if rng.random() < (0.9 if day is None else 0.7):
        return day
    return rng.choice([None, None, None, "2026-12-31", "2027-01-05",
                       "2026-11-17", "2026-11-30", "2026-12-24",
                       "2026-10-01"])


def bring(program, db, street, records):
    names = street.write(records)
    if names:
        program.run(db, "import", *[os.path.join(records, n) for n in names])


def play(args, work):
    data = os.path.abspath(os.environ["HECHA_DATADIR"])
    rng = random.Random(args.seed)
    source = os.path.join(work, "source")
    subprocess.run([os.environ["GEN"], "--seed", str(args.seed),
                    "--households", str(args.households),
                    "--village-size", str(args.village_size), "--faults", "each",
                    "-o", source], check=True)
    if args.lie:
        data = with_a_lie(data, work)
    program = Program(work, data)
    records = os.path.join(work, "records")
    os.mkdir(records)
    street = Street(source, rng, 100 if args.lie else 12,
                    3 if args.spread else int(args.whole), args.one_line)
    for _ in range(args.households if args.rivals else 0):
        street.second()
    db, full = (os.path.join(work, n) for n in ("again.db", "full.db"))
    program.run(db, "init", "--plan", args.plan)
    street.write(records)
    program.run(db, "import", records)
    program.run(db, "check", "--quiet")
    made = {"all": 0, "some": 0, "none": 0}
    day = None
    for i in range(1, args.rounds + 1):
        changes = []
        for _ in range(1 if i % 8 == 0 else rng.choice([1, 1, 1, 2, 4])):
            changes.append(street.restore() if i % 8 == 0 else street.change())
            if rng.random() < 0.3:  # what came comes again before a check
                bring(program, db, street, records)
        bring(program, db, street, records)
        copy_database(db, full)
        day = choose_day(rng, day)
        as_of = ["--as-of", day] if day else []
        program.run(db, "check", "--quiet", *as_of)
        program.run(full, "check", "--quiet", "--full", *as_of)
        for how, n in rows(db, "SELECT made, COUNT(*) FROM hc_check" + LAST +
                           " GROUP BY made"):
            made[how] += n
        reports = args.all_reports or i % 5 == 0
        told = compare(program, db, full, reports)
        if args.verbose or told:
            print("round %d: %s%s" % (i, "; ".join(changes),
                                      " as of " + day if day else ""))
        if told:
            print("\n".join(told))
            return 1
    print("%d rounds, no difference; checks made over all records %d, over "
          "changed villages %d, taken over %d" % (
              args.rounds, made["all"], made["some"], made["none"]))
    return 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--households", type=int, default=200)
    parser.add_argument("--village-size", type=int, default=38)
    parser.add_argument("--all-reports", action="store_true")
    parser.add_argument("--lie", action="store_true")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--spread", action="store_true")
    parser.add_argument("--one-line", action="store_true")
    parser.add_argument("--rivals", action="store_true")
    parser.add_argument("--plan", default=os.path.join(
        os.environ["HECHA_DATADIR"], "fixtures", "street.xml"))
    parser.add_argument("--keep", help="a directory for what it makes")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()
    try:
        if args.keep:
            os.makedirs(args.keep)
            return play(args, args.keep)
        with tempfile.TemporaryDirectory() as work:
            return play(args, work)
    except (Broken, subprocess.CalledProcessError) as e:
        print(e, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
