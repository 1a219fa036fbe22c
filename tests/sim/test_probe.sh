#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Are the layouts real, in 6.12 and, as far as they hold there, in 6.1? And does
# the probe notice one that is not? Needs kernel trees and cross compilers; the
# first run prepares a folder for each configuration, the next ones take a minute.
#
# It probes the layouts of the file "probed", eight shapes of tables; with ALL=1 all of them,
# and 6.1, too. The file "unprobed" lists the layouts for which a tree has no configuration;
# a skip of any other layout fails.
#
# usage: LINUX=tree [BUILD=build] [ALL=1] test_probe.sh
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$here/../..
# shellcheck disable=SC2034 # what tap.sh puts before each name
area=probe
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=tests/convert/tap.sh
. "$here/../convert/tap.sh"
[ $# = 0 ] || { sed -n '3,12s/^# \{0,1\}//p' "$0"; exit 2; }
export BUILD=${BUILD:-$top/build}
mkdir -p "$BUILD"

# Deliberate mistakes in a copy of the layouts: what, in which file, what to change
# there, and which assertion must notice.
mistakes() {
	cat <<-'END'
		a predicate's bit|x86.rows|s/^is\tpte_special\tany 0x200/is\tpte_special\tany 0x400/|pte_special() of
		a permission's bit|x86.rows|s/^is\tpte_write_permitted\teq 0x7 0x7/is\tpte_write_permitted\teq 0x5 0x5/|pte_access_permitted() for writing
		an entry's bit|x86.rows|s/^make\tpmd rw\t*0xe7/make\tpmd rw\t0xe3/|reading is permitted by a pmd rw
		a noise bit|x86.rows|s/^noise\trw\t0x60/noise\trw\t0x61/|with noise
		the frame|x86-64.rows|s/^frame\t0x000f/frame\t0x001f/|pte_pfn() of
		a shift|x86-64-4l|s/^level\tpmd 21/level\tpmd 22/|PMD_SHIFT
		a size of table|x86-64-4l|s/^level\tpte 12 512/level\tpte 12 256/|PTRS_PER_PTE
		a constant|x86.rows|s/^define\t_PAGE_DIRTY\t0x40/define\t_PAGE_DIRTY\t0x80/|_PAGE_DIRTY
		a table's bit|x86.rows|s/^table\tpmd\t0x67/table\tpmd\t0xe7/|stepping down from a pmd
		the key's place|x86-64.rows|s/^key\t59/key\t60/|pte_access_permitted() for reading of a pte keyed
	END
}
# noticed FILE SCRIPT MESSAGE: with the mistake the layout is no longer as the tree
noticed() {
	local said
	rm -rf "$work/layouts"
	cp -r "$here/layouts" "$work/layouts"
	sed -i "$2" "$work/layouts/$1"
	! cmp -s "$work/layouts/$1" "$here/layouts/$1" || { echo "the mistake cannot be made: $2"; return 1; }
	said=$(ROWS=$work/layouts "$here/probe.sh" x86-64-4l 2>&1) && { echo "the mistake is not noticed"; return 1; }
	grep -qF "$3" <<< "$said" || { printf '%s\n' "$said"; return 1; }
}

# An unpacked tree of Linux 6.1, from Debian's package, on demand; for the night, see
# "make test-all".
old=$top/build/linux-source-6.1 tar=/usr/src/linux-source-6.1.tar.xz
no_old="no kernel tree; install Debian's linux-source-6.1"
if [ -z "${ALL-}" ]; then
	old='' no_old="make test-all asks that tree, too; type: make test T=test_probe ALL=1"
elif [ ! -f "$old/mm/gup.c" ] && [ -r $tar ]; then
	"$top/coccinelle/convert/tree.sh" linux-source-6.1 "$old" >&2
fi

chosen=()
[ -n "${ALL-}" ] || mapfile -t chosen < "$here/probed"
layouts=${#chosen[@]}
[ "$layouts" != 0 ] || layouts=$(find "$here/layouts" -type f ! -name '*.rows' ! -name README | wc -l)
new_tests=1 old_tests=1 mistakes=0
if [ -f "${LINUX:-/nonexistent}/mm/gup.c" ]; then
	new_tests=$layouts mistakes=$(mistakes | wc -l)
fi
[ -z "$old" ] || [ ! -f "$old/mm/gup.c" ] || old_tests=$layouts
plan $((new_tests + old_tests + mistakes))

# probe TREE NUMBER: its results, from this number on, go to a file
probe() {
	LINUX=$1 PLAN=$planned NUMBER=$2 "$here/probe.sh" "${chosen[@]}" > "$work/out.$2" 2> "$work/err.$2" || true
}
# collect TREE: its results are ours
collect() {
	[ -s "$work/out.$number" ] || { result 1 "$1" "$(cat "$work/err.$number")"; return; }
	# A skip fails, unless "unprobed" expects it, a compiler is missing, or no tree can have it.
	awk -F '\t' '
		FNR == NR { if (!/^#/) expected[$1 ", " $2] = $3; next }
		match($0, / # SKIP /) {
			why = substr($0, RSTART + RLENGTH)
			what = substr($0, 1, RSTART - 1); sub(/^ok [0-9]+ - probe: /, "", what)
			place = what; sub(/\.[0-9]+$/, "", place)
			if (why !~ /^(no compiler|no port of this tree|the tree translates frames) / && expected[place] != why) {
				sub(/^ok/, "not ok"); sub(/ # SKIP .*/, "")
				print; print "#   skipped, which tests/sim/unprobed does not expect: " why
				next
			}
		}
		{ print }' "$here/unprobed" "$work/out.$number" > "$work/out"
	cat "$work/out"
	number=$((number + $(grep -cE '^(not )?ok ' "$work/out")))
	failed=$((failed + $(grep -c '^not ok ' "$work/out" || true)))
	skipped=$((skipped + $(grep -c '^ok .* # SKIP ' "$work/out" || true)))
}

# Both trees at once: most of it is make, one thing after the other.
[ "$old_tests" = 1 ] || probe "$old" $((new_tests + mistakes)) &
if [ "$mistakes" = 0 ]; then
	skip "6.12" "no kernel tree; set LINUX=path/to/linux-6.12, or install Debian's linux-source-6.12 and type: make build/linux-source-6.12"
else
	LINUX=$(readlink -f "$LINUX")
	export LINUX
	probe "$LINUX" 0
	collect "$LINUX"
	while IFS='|' read -r what file script message; do
		check "$what that is wrong is noticed" noticed "$file" "$script" "$message"
	done < <(mistakes)
fi
if [ "$old_tests" = 1 ]; then
	skip "6.1" "$no_old"
else
	wait
	collect "$old"
fi
finish
