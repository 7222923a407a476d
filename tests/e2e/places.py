"""What findings quote stands where they say that it does.

places.py RESULT DIR: of an unmasked result and the records that it is of. Each
finding names a file and a line: there an element begins (line 1 is the file as a
whole), and the record is that element's, or one's around or inside it. What the
finding shows of a field by the field's name is what the file has there. Says what is not so; status 1 then.
"""
import collections, os, re, sys, unicodedata
import xml.etree.ElementTree as E
from xml.parsers import expat

H = "{urn:hecha:1}"
NAMES = ("id", "household", "member", "code", "number", "staff", "event",
    "folder", "village")


class File:
    """Elements by the line that they begin on, each with those around it, and
    after these the names of those inside it."""

    def __init__(self, path):
        self.at = collections.defaultdict(list)
        self.open = []
        self.inside = []
        p = expat.ParserCreate()
        p.StartElementHandler = self.start
        p.EndElementHandler = self.end
        self.parser = p
        with open(path, "rb") as f:
            p.ParseFile(f)

    def start(self, name, attributes):
        for names in self.inside:
            names.update(attributes[k] for k in NAMES if k in attributes)
        self.open.append(attributes)
        self.inside.append(set())
        self.at[self.parser.CurrentLineNumber].append(
            (list(self.open), self.inside[-1]))

    def end(self, name):
        self.open.pop()
        self.inside.pop()


def plain(value):
    """As it is written in a file: dates, amounts."""
    m = re.fullmatch(r"(\d+)年(\d+)月(\d+)日", value)
    if m:
        return "%s-%02d-%02d" % (m[1], int(m[2]), int(m[3]))
    m = re.fullmatch(r"(-?\d+\.\d\d)元?", value)
    return m[1] if m else value


def alike(shown, written):
    """Codes are shown by their labels: those are not compared."""
    try:
        return float(plain(shown)) == float(written)
    except ValueError:
        pass
    return fold(plain(shown)) == fold(written)


def fold(text):
    """A number is read as it was meant: without blanks and hyphens."""
    text = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in text if c not in "- " and
        not unicodedata.category(c).startswith(("Z", "C")))


def is_text(written):
    """Is it shown as it stands? Not a code, nor yes and no."""
    return not re.fullmatch(r"[a-z0-9-]{1,16}( [a-z0-9-]+)*|[A-Z]", written) \
        or re.fullmatch(r"\d+\.\d+|\d{4}-\d\d-\d\d|\d{11,}", written)


root = E.parse(sys.argv[1]).getroot()
files, faults, quoted, n = {}, [], 0, 0
for f in root.iter(H + "finding"):
    n += 1
    who = "%s %s" % (f.get("check"), f.get("id"))
    name, line, record = f.get("file"), f.get("line"), f.get("record")
    if not name:
        continue # what is missing is in no file
    if name not in files:
        files[name] = File(os.path.join(sys.argv[2], os.path.basename(name)))
    if not line:
        continue
    here = files[name].at.get(int(line))
    if int(line) == 1 and not here:
        continue # the file as a whole
    if not here:
        faults.append("%s: nothing begins at %s:%s" % (who, name, line))
        continue
    ids = {e.get(k) for chain, inside in here for e in chain for k in NAMES}
    ids = ids.union(*[inside for chain, inside in here])
    if record and record not in ids:
        faults.append("%s: record %s is not at %s:%s" % (who, record, name,
            line))
    around = {e.get(k) for chain, inside in here for e in chain[:-1]
        for k in NAMES}
    if record and record in around and not f.get("household"):
        faults.append("%s: %s begins further up than %s:%s" % (who, record,
            name, line))
    for evidence in f.findall(H + "evidence"):
        key = evidence.get("name").replace("_", "-")
        written = [chain[-1][key] for chain, inside in here if key in chain[-1]]
        shown = evidence.text or ""
        if key == "id" or not written or not shown or not is_text(written[0]):
            continue
        quoted += 1
        if not any(alike(shown, w) for w in written):
            faults.append("%s: %s is %s at %s:%s, not %s" % (who, key,
                written[0], name, line, shown))
print("%d findings, %d quotations" % (n, quoted))
print("\n".join(faults[:60]))
sys.exit(1 if faults or not n else 0)
