#!/bin/sh
# Formulas and markup in names are text in every format.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" names "$dir/names"
