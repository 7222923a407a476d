#!/bin/sh
# Whoever holds all masked reports of a run tries to rebuild identity numbers:
# the digits that are shown, and a birth date from anywhere about that person.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }

cat >"$dir/attack.py" <<'E2'
import re, sys, zipfile, os, xml.etree.ElementTree as E
N = "{urn:hecha:1}"
records, out = sys.argv[1:]
people, numbers = {}, set()
for name in os.listdir(records):
    if not name.endswith(".xml"):
        continue
    for e in E.parse(os.path.join(records, name)).iter():
        for v in e.attrib.values():
            if re.fullmatch(r"\d{17}[\dXx]", v):
                numbers.add(v)
        if e.tag == N + "household":
            for m in e.iter(N + "member"):
                people.setdefault(
                    (e.get("id"), m.get("id")), set()).update(
                    {m.get("number", ""), m.get("birth", "")})
# What all reports together say of a person.
said = {}
for f in E.parse(os.path.join(out, "result.xml")).iter(N + "finding"):
    text = " ".join(f.itertext())
    key = (f.get("household"), f.get("member"))
    said[key] = said.get(key, "") + " " + text
rebuilt = masked = 0
for key, text in said.items():
    for number in (x for x in people.get(key, ()) if len(x) == 18):
        shown = number[:6] + "*" * 8 + number[14:]
        y, m, d = int(number[6:10]), int(number[10:12]), int(number[12:14])
        dates = ("%d年%d月%d日" % (y, m, d), "%04d-%02d-%02d" % (y, m, d),
                 number[6:14])
        masked += shown in text
        if shown in text and any(x in text for x in dates):
            rebuilt += 1
            print("rebuilt:", key, text[:300])
# Numbers in full, in any file.
leaks = 0
for name in os.listdir(out):
    path = os.path.join(out, name)
    if name.startswith("hecha.db"):
        continue
    data = open(path, "rb").read()
    parts = [data]
    if data[:2] == b"PK":
        z = zipfile.ZipFile(path)
        parts = [z.read(n) for n in z.namelist()]
    for part in parts:
        for found in re.findall(rb"\d{17}[\dXx]", part):
            if found.decode() in numbers:
                leaks += 1
                print("leak:", name)
print(len(numbers), "numbers,", masked, "shown in part,", rebuilt, "rebuilt,",
      leaks, "in full")
sys.exit(rebuilt + leaks > 0 or masked < 10)
E2
attack() { python3 "$dir/attack.py" "$1" "$2" >"$dir/out" 2>&1; }

gives 1 audit "$src/fixtures/street.xml" "$src/fixtures/faulty" -o "$dir/a"
for format in csv json md sarif; do
	gives 0 --db "$dir/a/hecha.db" report problems --format $format \
		-o "$dir/a/p.$format"
done
ok "no number can be rebuilt from all reports" attack "$src/fixtures/faulty" "$dir/a"
# One who tells the birth date beside the number, and one who tells all.
cp -r "$dir/a" "$dir/b"
python3 - "$src/fixtures/faulty" "$dir/b/result.xml" <<'E2'
import re, sys, xml.etree.ElementTree as E
N = "{urn:hecha:1}"
number = {}
for h in E.parse(sys.argv[1] + "/register.xml").iter(N + "household"):
    for m in h.iter(N + "member"):
        number[h.get("id"), m.get("id")] = m.get("number", "")
t = E.parse(sys.argv[2])
for f in t.iter(N + "finding"):
    n = number.get((f.get("household"), f.get("member")), "")
    if len(n) == 18 and n[:6] + "*" * 8 + n[14:] in " ".join(f.itertext()):
        f.find(N + "message").text += n[6:14]
        break
t.write(sys.argv[2], encoding="utf-8")
E2
attack "$src/fixtures/faulty" "$dir/b"
ok "the attack would see a birth date" grep -q "rebuilt: " "$dir/out"
gives 1 audit "$src/fixtures/street.xml" "$src/fixtures/faulty" --unmasked \
	-o "$dir/c"
attack "$src/fixtures/faulty" "$dir/c"
ok "and a number in full" grep -q "leak: " "$dir/out"
finished
