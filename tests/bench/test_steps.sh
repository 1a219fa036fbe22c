#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: test_steps.sh
#
# Instructions with interrupts off, as bench counts them, against the CPU's own trap
# behind each one: the figures must be the same. And they must not be once the code
# that counts takes jumps for instructions like others. A minute or two.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$(dirname "$here")")

[ $# = 0 ] || { sed -n '4,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[ "$(uname -m)" = x86_64 ] || { echo "1..0 # SKIP this needs an x86-64, not $(uname -m)"; exit 0; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

# build KIND OUT [NAME=VALUE]
build()
{
	kind=$1
	out=$tmp/$2
	shift 2
	make -s -C "$top" -f tests/bench/user/Makefile OUT="$out" CC="${CC:-gcc}" KIND="$kind" "$@" >&2
}

# figures OUT/KIND PATTERN FILE: what was measured, before, after; of one call, as traps are dear
figures() { "$tmp/$1/user" --window 1 --only "interrupts off$2 a call, * walker" | cut -f 4,6-7 >"$tmp/$3"; }

# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/../tap.sh"

differences() { diff "$tmp/traps.figures" "$tmp/steps.figures" || true; }

# same NAME PATTERN
same()
{
	figures right/traps "$2" traps.figures
	figures right/steps "$2" steps.figures
	bad=1
	[ ! -s "$tmp/traps.figures" ] || ! cmp -s "$tmp/traps.figures" "$tmp/steps.figures" || bad=0
	result $bad "$1" "$(differences)"
}

build traps right
build steps right
# A conditional jump then begins no new run of instructions.
sed 's/(j|call/(call/' "$here/user/count.awk" >"$tmp/count.awk"
build steps wrong COUNT="$tmp/count.awk"

plan $(($(grep -c "^same " "$0") + 1))
same "one page" ", longest: *, 1"
same "some pages" ", longest: *, 16"
same "many pages" ", longest: *, 256"
same "a piece of huge pages" ", longest: hugetlb 1G, *, 1024"
same "by a caller that has interrupts off" " already, longest: *, 64"
figures wrong/steps " already, longest: *, 64" steps.figures
bad=0
! cmp -s "$tmp/traps.figures" "$tmp/steps.figures" || bad=1
result $bad "a jump that is not seen is noticed"
finish
