#!/bin/sh
# Writes, syncs and renames that fail: told, and nothing half done.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

sanitized && skip "leaks cannot be looked for in a traced program"
strace -qq -o /dev/null true 2>/dev/null || skip "no strace that may trace"
ok "each call may fail" disturbed call
finished
