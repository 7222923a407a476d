#!/usr/bin/env python3
"""hostile.py WHAT DIR: input that means no good, as TAP.

attacks    documents that want files, connections, time or memory
encodings  twelve encodings to the letter, and bytes that are none of them
lines      a bad record far down: its line, and its number masked
queries    SQL of packs that wants to write, to read elsewhere, or no end
names      formulas and markup in names, in every format
digits     numbers of 18 digits and X through every format
leaks      numbers in what is said, written, left behind
paths      ids, file names and entries of archives that lead elsewhere
zips       archives that lie or blow up
together   two and four processes at one database, one folder
size       so many records in how much memory

As long as it takes where TORTURE_EACH is set; else what takes seconds.
"""
import os
import shutil
import sys

import harness
import hostile_files
import hostile_records

what = sys.argv[1]
shutil.rmtree(harness.DIR, ignore_errors=True)
os.makedirs(harness.DIR)
getattr(hostile_records, what, getattr(hostile_files, what, None))()
print('1..%d' % harness.count)
