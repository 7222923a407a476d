#!/bin/sh
# Ids, names of files and entries of archives that lead elsewhere.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" paths "$dir/paths"
