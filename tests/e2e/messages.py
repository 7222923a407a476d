"""messages.py SAID: what every check says in its own cases is fit to be read.

SAID is the output of "hecha rules test --format csv": every message of every
pack in both languages, of each case, and with each column of its evidence
blank in turn.
"""
import csv
import re
import sys

BAD = [
    # what no reader should meet: (name, pattern, languages, also of blanks)
    ("a brace", r"[{}]", "zh en", True),
    ("NULL", r"\bNULL\b|\(null\)", "zh en", True),
    ("an empty pair", r"（空）|（）|\(\)|“”|\"\"|《》", "zh en", True),
    ("(blank)", r"\(blank\)|\bblank\)", "en", True),
    ("himself", r"\b(himself|herself|nought|naught)\b", "en", True),
    ("a choice", r"[一-鿿]或者[一-鿿]+。?$", "zh", False),
    ("a zero", r"(?<![\d.年月第—-])(?<!登记为)0(户|人|次|个|天|项|名|处|种|份|年|条)(?!月)",
     "zh", False),
    ("a zero", r"(?<![\d.-])0 (households|members|persons|times|days|months|"
     r"labourers|items|votes|more)\b|: 0\b(?!\.)", "en", False),
    ("doubled marks", r"[，。；：、][，。；、]|：；|。。", "zh", True),
    ("doubled marks", r"[,;:][,;:.]|\.\.| [,;.]|  ", "en", True),
    ("a plural of one", r"(?<![\d.,-])\b1 (more |active |other |full |ordinary or "
     r"skilled |no-exit )?(households|members|persons|times|days|months|years|"
     r"labourers|items|votes|exits|entries|characters|situations|villages|"
     r"problems|checks|records|visits)\b", "en", True),
    ("a mark that leads", r"^[，。；：、,;:. ]", "zh en", True),
    ("a note to developers", r"参数|缺省|可调整|parameter|default|\bSQL\b|1\[3-9\]",
     "zh en", True),
    ("English in Chinese", r"[A-Za-z]+ [A-Za-z]+", "zh", False),
    ("Chinese full stops in English", r"[，。；：]", "en", False),
]
# words that keep their capital wherever they stand
PROPER = {"November", "October", "September", "Measures", "Latin", "Party"}
MIDST = re.compile(r"(?<=[a-z,;:] )([A-Z][a-z]+)")
# the number is the same where only the names differ
NAMES_DIFFER = re.compile(r"户主姓名不一致：|head's name:")
STARS = re.compile(r"[0-9A-Za-z年月日*-]*\*[0-9A-Za-z年月日*-]*")


def faults(row):
    lang, whole = row["language"], row["blank"] == ""
    for what in ("message", "found", "expected", "remedy"):
        text = row[what]
        for name, pattern, langs, always in BAD:
            if lang not in langs.split() or not (always or whole):
                continue
            if name in ("a choice", "a zero", "English in Chinese",
                        "Chinese full stops in English") and what != "message":
                continue
            # which kind of value another column holds is never blank
            if name == "doubled marks" and row["blank"] == "kind":
                continue
            if re.search(pattern, text):
                yield what, name, text
        if lang == "en" and what != "found":
            bare = re.sub(r'"[^"]*"', '""', text)
            for word in MIDST.findall(bare):
                if word not in PROPER:
                    yield what, "a capital: " + word, text
        if what == "message" and whole and not NAMES_DIFFER.search(text):
            stars = STARS.findall(text)
            if len(stars) != len(set(stars)):
                yield what, "what is masked reads alike", text
    if not row["message"]:
        yield "message", "nothing", ""


def main():
    seen, bad, checks = set(), 0, {}
    with open(sys.argv[1], encoding="utf-8", newline="") as said:
        rows = list(csv.DictReader(said))
    for row in rows:
        checks.setdefault(row["check"], set()).add(row["language"])
        for what, name, text in faults(row):
            key = (row["check"], row["language"], what, name, text)
            if key not in seen:
                seen.add(key)
                bad += 1
                print("%s %s, %s (blank: %s): %s: %s" % (
                    row["check"], row["language"], what, row["blank"], name, text))
    for check, langs in checks.items():
        if langs != {"zh", "en"}:
            print(check, "is not said in both languages")
            bad += 1
    print("checks: %d, faults: %d" % (len(checks), bad))
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
