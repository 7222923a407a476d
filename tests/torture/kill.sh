#!/bin/sh
# SIGKILL at any moment: what is there is whole, and the next run makes good.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

ok "each moment may be the last" disturbed kill
finished
