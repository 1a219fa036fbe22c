#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree [LAYOUT="NAME..."] [BUILD=build] [SEED=n] [FIRST=n] [TABLES=n] [EQUAL_SECONDS=20000] \
#	[EQUAL_PROGRAM=stub] run.sh [ARCH]...
#
# Cuts the shared fast gup walker out of a tree's mm/gup.c (5.3 and later), builds it and
# ours side by side in the simulator (tests/sim), and drives both and a model over the same
# random page tables. The layouts are x86-64-4l, x86-pae and arm64-4k-4l, those of ARCH
# alone, or LAYOUT's; the generation of core/kernels is what a conversion would take.
#
# A layout's program may take EQUAL_SECONDS of CPU time; EQUAL_PROGRAM stands for it, to try
# this script.
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../../..")
[ "${1-}" != --help ] || { sed -n '4,14s/^# \{0,1\}//p' "$0"; exit 0; }
BUILD=${BUILD:-build}
verb=equal
# shellcheck source=coccinelle/convert/lib.sh
. "$top/coccinelle/convert/lib.sh"
# shellcheck source=tests/judge.sh
. "$top/tests/judge.sh"
number() {
	[[ $2 =~ ^[0-9]+$ ]] || die "$1='$2' is no number; leave it out, or type $1=1"
}
SEED=${SEED:-$(date +%s)} FIRST=${FIRST:-0} TABLES=${TABLES:-1000000} EQUAL_SECONDS=${EQUAL_SECONDS:-20000}
for name in SEED FIRST TABLES EQUAL_SECONDS; do number $name "${!name}"; done
[ "$TABLES" -gt 0 ] || die "TABLES=$TABLES runs nothing; leave it out, or type TABLES=1"
need make make
need gcc gcc
need python3 python3
[ -f "${LINUX-}/mm/gup.c" ] || die "LINUX='${LINUX-}' has no mm/gup.c; give a kernel tree from 5.3 on"
LINUX=$(cd "$LINUX" && pwd)

kernel=$(kernel_generation "$LINUX" kernels)
kernel=${kernel%.h}
[ -f "$top/tests/sim/include/sim/generations/$kernel.h" ] ||
	die "LINUX=$LINUX: the simulator has no services of core/kernels/$kernel.h; write tests/sim/include/sim/generations/$kernel.h (tests/sim/generations/README)"
generation=''
[ "$kernel" = folio_pins ] || generation=+$kernel
# What differs within a generation, for the patterns in "known": does the policy take a page
# that has no mapping?
facts=''
! grep -q 'return !reject_file_backed;' "$LINUX/mm/gup.c" || facts=+unmapped_taken
layouts=${LAYOUT:-}
if [ -z "$layouts" ]; then
	for layout in x86-64-4l x86-pae arm64-4k-4l; do
		for arch in "${@:-all}"; do
			[ "$arch" = all ] || [ "$arch" = "${layout%%-*}" ] || continue
			layouts="$layouts $layout"
			break
		done
	done
	[ -n "$layouts" ] || die "ARCH='$*': no layout of it is run by default; type LAYOUT=, of $(cd "$top/tests/sim/layouts" && find . -type f ! -name '*.rows' ! -name README -printf '%f\n' | sort | xargs)"
fi
for layout in $layouts; do
	[ -f "$top/tests/sim/layouts/${layout%+*}" ] && [[ $layout != *.rows ]] ||
		die "LAYOUT=$layout is not known; tests/sim/layouts has them"
done

id=$(basename "$LINUX")-$(cksum <<< "$LINUX" | cut -d' ' -f1)
mkdir -p "$BUILD/equal/$id"
work=$(cd "$BUILD/equal/$id" && pwd)
exec 9> "$work/lock"
flock 9
tap=$work/results
: > "$tap"
# run LAYOUT: build its program, and run it
run()
{
	local layout=$1 program again
	layout=${layout%+*}$generation
	program=$work/sim/$layout/equal/equal
	again="make equal LINUX=$LINUX LAYOUT=${layout%+*} SEED=$SEED FIRST=$FIRST TABLES=$TABLES"
	mkdir -p "$work/sim/$layout"
	if [ -z "${EQUAL_PROGRAM-}" ]; then
		echo "equal: $layout: building"
		if ! make -s -C "$top" -f "$here/Makefile" TOP="$top" OUT="$work/sim" TREE="$LINUX" LAYOUT="$layout" \
			> "$work/sim/$layout/log" 2>&1; then
			echo "not ok - $layout: does not build: $(grep -m 1 -E '^equal: |error|undefined' "$work/sim/$layout/log"); read $work/sim/$layout/log" | tee -a "$tap"
			return
		fi
	fi
	echo "equal: $layout: SEED=$SEED FIRST=$FIRST TABLES=$TABLES"
	judged "equal: $layout" "$EQUAL_SECONDS" "$work/sim/$layout/said" "$again" \
		"${EQUAL_PROGRAM:-$top/tests/sim/exec.sh}" "$program" "$layout$facts" "$here/known" "$SEED" "$FIRST" "$TABLES" ||
		echo "# again: $again, or FIRST= as said above and TABLES=1" >> "$work/sim/$layout/said.tap"
	cat "$work/sim/$layout/said.err" >&2
	cat "$work/sim/$layout/said.tap"
	cat "$work/sim/$layout/said.tap" >> "$tap"
}
for layout in $layouts; do run "$layout"; done
counted "$tap"
closing
