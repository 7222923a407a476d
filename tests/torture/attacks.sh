#!/bin/sh
# Documents that want files, connections, time or memory: refused, at once.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" attacks "$dir/attacks"
