#!/bin/sh
# Twelve encodings to the letter, and bytes that are none of them.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" encodings "$dir/encodings"
