#!/usr/bin/env python3
"""planted-table.py [--seeds LIST] [--households LIST] [GENERATOR-OPTION...]

Makes streets with every fault (or as the generator's options say), audits
each, holds what is found against what was planted, and prints a table by
check for each size, summed over the seeds. HECHA names the program; beside
it the generator is expected as ../tests/gen/gen. It takes minutes for a large
street, one street at a time, so it is run by hand.

Exit status 0 where all was found and nothing invented, 1 otherwise.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile
import time

FIELDS = ('check', 'village', 'household', 'member', 'step')
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HECHA = os.environ.get('HECHA', 'src/hecha')
GENERATOR = os.path.join(os.path.dirname(HECHA), '..', 'tests', 'gen', 'gen')
PLAN = os.path.join(SOURCE, 'fixtures', 'street.xml')


def read_planted(path):
    """What must be found, what must not, and the records to be rejected."""
    planted, hidden = collections.Counter(), collections.Counter()
    rejected = collections.Counter()
    with open(path, encoding='utf-8') as lines:
        for line in lines:
            fields = line.rstrip('\n').split('\t')
            if len(fields) > 6:
                hidden[fields[0]] += 1
            elif fields[0] == 'rejected':
                rejected[fields[5]] += 1
            else:
                planted[tuple(fields[:5])] += 1
    return planted, hidden, rejected


def ask(database, *options):
    """The findings, or the rejected records, as the program lists them."""
    out = subprocess.run(
        [HECHA, '--db', database, 'findings', '--format', 'json', *options],
        check=True, stdout=subprocess.PIPE).stdout
    return json.loads(out)


def audit(street, out):
    run = subprocess.run(
        [HECHA, '--quiet', 'audit', PLAN, street, '-o', out,
         '--fail-on', 'none'], stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, check=False)
    if run.returncode != 0:
        sys.stderr.buffer.write(run.stderr)
        sys.exit(f'audit: status {run.returncode}')
    return os.path.join(out, 'hecha.db')


def compare(table, seed, households, options):
    """Add one street to the table: check -> Counter."""
    with tempfile.TemporaryDirectory() as work:
        street = os.path.join(work, 'street')
        began = time.monotonic()
        subprocess.run(
            [GENERATOR, '--seed', str(seed), '--households',
             str(households), *options, '-o', street], check=True)
        database = audit(street, os.path.join(work, 'out'))
        planted, hidden, rejected = read_planted(
            os.path.join(street, '.planted.tsv'))
        found = collections.Counter(
            tuple(f[k] for k in FIELDS) for f in ask(database))
        refused = collections.Counter(
            {f['record']: 1 for f in ask(database, '--rejected')})
    for name, counts in (('planted', planted), ('found', found),
                         ('missed', planted - found),
                         ('invented', found - planted)):
        for key, n in counts.items():
            table[key[0]][name] += n
    for check, n in hidden.items():
        table[check]['hidden'] += n
    for name, counts in (('planted', rejected), ('found', refused),
                         ('missed', rejected - refused),
                         ('invented', refused - rejected)):
        if counts:
            table['rejected'][name] += sum(counts.values())
    for key in sorted((planted - found).keys() | (found - planted).keys()):
        print(f'seed {seed}, {households}:',
              'missed' if planted[key] > found[key] else 'invented',
              *key, file=sys.stderr)
    print(f'seed {seed}, {households} households:'
          f' {sum(planted.values())} planted, {sum(found.values())} found,'
          f' {time.monotonic() - began:.0f} s', file=sys.stderr)


def numbers(text):
    return [int(n) for n in text.split(',')]


def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument('--seeds', type=numbers, default=[1, 2, 3, 4, 5])
    parser.add_argument('--households', type=numbers,
                        default=[300, 3000, 30000])
    chosen, options = parser.parse_known_args()
    columns = ('planted', 'hidden', 'found', 'missed', 'invented')
    is_good = True
    for households in chosen.households:
        table = collections.defaultdict(collections.Counter)
        for seed in chosen.seeds:
            compare(table, seed, households, options or ['--faults', 'each'])
        total = sum(table.values(), collections.Counter())
        print(f'\n{households} households, seeds',
              ', '.join(map(str, chosen.seeds)))
        print(f'{"check":10}', *(f'{c:>9}' for c in columns))
        for check in [*sorted(table), 'all']:
            row = total if check == 'all' else table[check]
            print(f'{check:10}', *(f'{row[c]:9}' for c in columns),
                  flush=True)
        is_good = is_good and total['missed'] + total['invented'] == 0
    return 0 if is_good else 1


if __name__ == '__main__':
    sys.exit(main())
