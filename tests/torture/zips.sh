#!/bin/sh
# Archives that lie or blow up.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

python3 "$here/hostile.py" zips "$dir/zips"
