#!/bin/sh
# Numbers of 18 digits and X survive every format.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" digits "$dir/digits"
