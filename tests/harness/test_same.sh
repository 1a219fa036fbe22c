#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does "make same" notice what changes in the walker's code, and nothing else?
#
# usage: test_same.sh	TAP on stdout, seconds
set -eu
top=$(readlink -f "$(dirname "$0")/../..") area=same work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"
# shellcheck source=tests/harness/clone.sh
. "$top/tests/harness/clone.sh"
repository "$work/clone"

# compared STATUS PATTERN WHAT LAYOUT [BASE]
compared() {
	local rc=0 said
	said=$(python3 -B tests/sim/same.py "${5-HEAD}" "$4" 2>&1) || rc=$?
	[ $rc = "$1" ] && grep -Eq -- "$2" <<< "$said" && rc=0 || rc=1
	result "$rc" "$3" "$said"
	git checkout -q -- .
}
# changed FILE SED: it must change something
changed() { sed -i "$2" "$1"; ! git diff --quiet || { echo "not ok - nothing was changed in $1"; exit 1; }; }

compared 0 '^ok 1 - same: x86-64-4l, as in HEAD' "nothing has changed" x86-64-4l
changed core/gup_fast.c 's,^ \*/$, * More of it.\n&,'
compared 0 '^1 passed, 0 failed' "comments" x86-64-4l
changed core/gup_fast.c 's/if (b->level != GUP_PTE)/if (b->level == GUP_PTE)/'
compared 1 '^#   gup_[a-z_]*: [0-9]+ lines before, [0-9]+ now; the first: [-+]' "a condition turned round" x86-64-4l
changed arch-arm/gup_ops.h 's/~0xfffULL/~0xff7ULL/'
compared 1 '^#   gup_' "a bit of a port" arm-lpae
changed arch-arm/gup_ops.h 's/~0xfffULL/~0xff7ULL/'
compared 0 '^ok 1' "another port does not mind" x86-64-4l
changed core/gup_fast.c '1s/^/#error here\n/'
compared 1 '^#   does not compile now: ' "what does not compile" x86-64-4l
compared 0 '^ok 1 - same: sparc64' "a layout whose port is not in arch-*" sparc64
compared 2 "^same: BASE=none: .*give a commit" "no such commit" x86-64-4l none
compared 2 "^same: LAYOUT=none: HEAD has no such layout; it has: .*x86-64-4l" "no such layout" none
finish
