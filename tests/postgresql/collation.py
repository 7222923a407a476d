#!/usr/bin/env python3
"""What a server orders or compares by a collation of its own, not by bytes.

    collation.py LOG

LOG is a server's, written with debug_print_rewritten on and
debug_pretty_print off. Each SELECT in it is one that was asked, views and all;
printed are those that take the greatest, the least, the first of texts, or one
before another, by the database's own collation, and how many were looked at.
"""
import re
import sys

TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|[{}()]|(?:\\.|[^\s{}()"\\])+')
HEAD = re.compile(r'\d{4}-\d\d-\d\d \S+ \S+ \[\d+\] (\w+):  (.*)', re.S)
OWN = '100'  # the collation "default"
ORDERED = ('664', '665', '666', '667')  # < <= > >= of texts
LEAST = ('2145', '2129')  # MIN and MAX of them


class Node(dict):
    """{NAME :field value …}"""


def parse(text):
    stack = [[]]
    for token in TOKEN.findall(text):
        if token in '{(':
            stack.append([token])
            continue
        if token not in '})':
            stack[-1].append(token)
            continue
        _, *items = stack.pop()
        if token == '}':
            node, field = Node(name=items[0]), None
            for item in items[1:]:
                if isinstance(item, str) and item[0] == ':' and len(item) > 1:
                    field = node[item[1:]] = []
                elif field is not None:
                    field.append(item)
            items = node
        stack[-1].append(items)
    return stack[0]


def first(node, field):
    return (node.get(field) or [None])[0]


def listed(node, field):
    value = first(node, field)
    return value if isinstance(value, list) else []


def is_own(node):
    """is the value a text of the database's own collation?"""
    return next((v[0] for k, v in node.items() if k.endswith('collid')
                 and k != 'inputcollid'), None) == OWN


def nodes(tree):
    if isinstance(tree, Node):
        yield tree
        tree = list(tree.values())
    if isinstance(tree, list):
        for part in tree:
            yield from nodes(part)


def by_own(query, clauses):
    """what the clauses order by so"""
    targets = {first(t, 'ressortgroupref'): first(t, 'expr')
               for field in ('targetList', 'args')
               for t in listed(query, field)
               if isinstance(t, Node) and t['name'] == 'TARGETENTRY'}
    return [c for c in clauses if first(c, 'sortop') in ORDERED and is_own(
        targets[first(c, 'tleSortGroupRef')])]


def faults(tree):
    for n in nodes(tree):
        if first(n, 'inputcollid') == OWN and (
                first(n, 'opno') in ORDERED or
                first(n, 'aggfnoid') in LEAST or first(n, 'winfnoid') in LEAST):
            yield 'compares'
        if n['name'] == 'QUERY':
            clauses = [c for w in listed(n, 'windowClause')
                       for c in listed(w, 'orderClause')]
            if isinstance(first(n, 'limitCount'), Node):
                clauses += listed(n, 'sortClause')
            if by_own(n, clauses):
                yield 'orders'
        if n['name'] == 'AGGREF' and by_own(n, listed(n, 'aggorder')):
            yield 'orders'


def entries(path):
    """(tree, statement) of each query"""
    parts, entry = [], []
    with open(path, encoding='utf-8', errors='replace') as f:
        for line in f:
            if HEAD.match(line):
                parts.append(entry)
                entry = []
            entry.append(line)
    detail = None
    for entry in parts + [entry]:
        head = HEAD.match(''.join(entry))
        if head and head[1] == 'DETAIL':
            detail = head[2]
        elif head and head[1] == 'STATEMENT' and detail:
            yield detail, head[2]
            detail = None


def main():
    looked = bad = 0
    for tree, statement in entries(sys.argv[1]):
        # what is asked of the server about itself
        if re.search(r'^SET|\bpg_\w+|to_regclass', statement):
            continue
        looked += 1
        for what in set(faults(parse(tree))):
            print('%s: %s' % (what, ' '.join(statement.split())[:200]))
            bad += 1
    print('%d queries, %d of them by another order than that of bytes' % (
        looked, bad))
    return bad != 0


if __name__ == '__main__':
    sys.exit(main())
