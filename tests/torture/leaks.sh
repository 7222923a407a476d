#!/bin/sh
# Numbers in what is said, written or left behind; files for their owner.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" leaks "$dir/leaks"
