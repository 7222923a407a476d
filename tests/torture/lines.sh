#!/bin/sh
# A bad record far down is told by its line, and its number masked.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" lines "$dir/lines"
