#!/bin/sh
# A disk that is full: told, nothing shortened, and made good when there is room.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

ok "no file can grow" disturbed full
finished
