#!/bin/sh
# Two and four processes at one database and in one folder.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" together "$dir/together"
