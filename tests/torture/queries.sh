#!/bin/sh
# SQL of packs that wants to write, to read elsewhere, or no end.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" queries "$dir/queries"
