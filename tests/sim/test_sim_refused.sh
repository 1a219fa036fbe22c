#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# What the simulator refuses, and what it says then.
set -u
top=$(readlink -f "$(dirname "$0")/../..") area=sim work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=tests/convert/tap.sh
. "$top/tests/convert/tap.sh"
run=$top/tests/sim/run.sh

refused() { # WHAT WORDS COMMAND...: it ends with 2, and says these words
	local what=$1 words=$2 said rc=0
	shift 2
	said=$("$@" 2>&1) || rc=$?
	if [ "$rc" = 2 ] && grep -q -- "$words" <<< "$said"; then
		result 0 "$what"
	else
		result 1 "$what" "exit status $rc: $said"
	fi
}

plan 9
refused "an unknown layout, with the list" "no layout 'vax'.*arm64-4k-4l.*x86-pae" env LAYOUT=vax "$run"
refused "a layout's rows are no layout" "no layout 'x86.rows'" env LAYOUT=x86.rows "$run"
refused "an unknown test, with the list" "no test 'test_nothing'.*race_collapse" "$run" test_nothing
refused "a seed that is no number" "a seed is a number.*'0x1g'" env SEED=0x1g "$run" test_leaf
refused "the same by make, which knows all kinds of tests" "no test 'nix'.*test_convert.*race_collapse" \
	"$top/tests/run.sh" nix
# A layout with a mistake in it names file, line and row.
cp -r "$top/tests/sim/layouts" "$work/layouts"
gen() { awk -v rows="$work/layouts" -v want=accessors -f "$top/tests/sim/rows.awk" -f "$top/tests/sim/gen.awk" "$work/layouts/$1"; }
echo "levle pte 12 512" > "$work/layouts/odd"
refused "a row that nobody knows" "layouts/odd.*no such row: levle" gen odd
echo "page twelve" > "$work/layouts/odd"
refused "a number that is none" "'twelve' is no number" gen odd
echo "use nothing.rows" > "$work/layouts/odd"
refused "rows that are not there" "no rows in .*nothing.rows" gen odd
sed '/make	pte migration/d' "$top/tests/sim/layouts/x86-64.rows" > "$work/layouts/x86-64.rows"
refused "a kind that each layout must have" 'x86-64-4l: no row "make pte migration"' gen x86-64-4l
finish
