#!/bin/sh
# So many records do not tell in memory; no schema keeps keys.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" size "$dir/size"
