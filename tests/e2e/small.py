"""small.py PAGE RESULT K: the overview hides what is below K, and no sum tells.

PAGE is the overview that was made of RESULT with small-cell K. Each cell is
held against the result's own count; a hidden one must have two values left
once all that the page shows is added up.
"""
import html
import re
import sys
import xml.etree.ElementTree as ET

NS = "{urn:hecha:1}"


def cells(row):
    return [html.unescape(re.sub(r"<[^>]*>", "", c)).strip()
            for c in re.findall(r"<td[^>]*>(.*?)</td>", row, re.S)]


def total(node):
    return sum(int(node.get(k, 0)) for k in ("error", "suspect", "notice"))


def main():
    page = open(sys.argv[1], encoding="utf-8").read()
    root = ET.parse(sys.argv[2]).getroot()
    k = int(sys.argv[3])
    assert root.get("small-cell") == sys.argv[3], "the result does not say so"
    groups = [g.get("id") for g in root.find(NS + "groups")]
    lines = root.findall(NS + "villages/" + NS + "village")
    truth = [[total(next((g for g in v.findall(NS + "group")
                          if g.get("id") == i), ET.Element("x")))
              for i in groups] for v in lines]
    whole = [total(g) - sum(r[i] for r in truth)
             for i, g in enumerate(root.find(NS + "groups"))]
    if sum(whole):
        truth.append(whole)
    table = page[page.index('id="heat"'):page.index('id="ready"')]
    shown = [cells(r) for r in re.findall(r"<tr>(.*?)</tr>", table, re.S)][1:]
    assert len(shown) == len(truth), "lines"
    hidden, low, high, seen = 0, 0, 0, 0
    for told, real in zip(shown, truth):
        assert len(told) == len(real), "columns"
        for text, n in zip(told, real):
            if 0 < n < k:
                assert text == "<%d" % k, (text, n)
                hidden, low, high = hidden + 1, low + 1, high + k - 1
            elif n:
                assert text == str(n), (text, n)
                seen += n
            else:
                assert not re.search("[1-9]", text), text
    cards = dict(zip(("errors", "suspects", "notices"), re.findall(
        r"<b>([^<]*)</b>", page[page.index('class="cards"'):])))
    sums = [html.unescape(c) for c in cards.values()]
    if hidden and all(s.isdigit() for s in sums):
        rest = sum(int(s) for s in sums) - seen
        assert hidden > 1 and low < rest < high, "a sum tells: %d of %d" % (
            rest, hidden)
    # no other number of findings or households stands anywhere
    body = page[page.index("<main"):page.index('id="clauses"')]
    left = body[:body.index('id="heat"')] + body[body.index('id="ready"'):]
    sizes = {v.get("households") for v in lines}
    for row in re.findall(r"<tr>(.*?)</tr>", left, re.S)[1:]:
        for text in cells(row):
            assert not re.fullmatch(r"[0-9]+", text) or text in sizes, text
    print("hidden: %d, sums: %s" % (hidden, " ".join(sums)))


if __name__ == "__main__":
    main()
