#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does "make equal" find what is wrong in a shared walker? A few thousand page tables by the
# tree's walker and ours, which must do the same; then a mistake at a time: those of
# shared/mistakes.tsv in the tree's, some of ../mutants in ours. Each must be found.
#
# usage: test_shared.sh [NAME...]	TAP on stdout, half a minute; only these mistakes
#
#   LINUX=path  a 6.12 tree, which is only read
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=shared
# shellcheck source=tests/convert/tap.sh
. "$top/tests/convert/tap.sh"
need_linux
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=coccinelle/convert/lib.sh
. "$top/coccinelle/convert/lib.sh"
trap - INT TERM
layout=x86-64-4l seed=1 tables=4000
ours="permission-pte_write leaf-huge_first_page policy-secretmem exclusive-once_per_run
	race_collapse-pmd_not_looked_at race_unmap-pte_not_looked_at race_fork-retry_ignored
	refs-undo_forgotten asks-touch_forgotten slow-pages_overwritten leaf-pagemap_not_dropped"
[ "$(kernel_generation "$LINUX" kernels 2> /dev/null)" = folio_pins.h ] ||
	{ plan 1; skip "all" "LINUX=$LINUX is of another generation than 6.12; leave it out"; finish; exit; }

# What is built of the project is a copy, which the mistakes go into.
tree=$work/tree
mkdir -p "$tree/tests/mutants" "$tree/coccinelle/convert"
cp -a "$top/core" "$top"/arch-x86 "$tree"
cp -a "$top/tests/sim" "$top/tests/equal" "$tree/tests"
cp -a "$top/coccinelle/convert/account" "$tree/coccinelle/convert"
# build PROGRAM [VARIABLE...]: quickly rather than well
build() {
	local program=$1
	shift
	mkdir -p "$(dirname "$program")"
	make -s -f "$tree/tests/equal/shared/Makefile" TOP="$tree" OUT="$work/out" TREE="$LINUX" LAYOUT=$layout WERROR= \
		OPT='-O1 -g0' WALKER="-O0 -D__always_inline__=__unused__ -fkeep-inline-functions" EQUAL="$program" "$@" > "$work/log" 2>&1
}
# run PROGRAM TABLES [first]: what it says is in $work/said
run() { timeout 100 "$1" $layout "$here/shared/known" $seed 0 "${@:2}" > "$work/said" 2>&1; }
# found WHAT WHOSE: the last run must have told of a difference, in WHOSE as said by the model, or of both
found() {
	local told
	told=$(sed -n "s/^# FAILED: \(\($2\|both\): .*\);.*/\1/p" "$work/said" | head -n 1)
	result "$([ -n "$told" ]; echo $?)" "$1 is found${told:+: $told}" "$(tail -n 5 "$work/said")"
}

if build "$work/base/equal"; then
	run "$work/base/equal" 5000 && rc=0 || rc=1
	[ "$(grep -c '^ok ' "$work/said")" = 3 ] || rc=1
	result "$rc" "the tree's walker, ours and the model are one" "$(grep -A 8 -E '^(not ok|# FAILED)' "$work/said" | head -n 30)"
else
	result 1 "it builds" "$(head -n 20 "$work/log")"
fi
wanted() { [ -z "$names" ] || [[ " $names " == *" $1 "* ]]; }
names=$*
mkdir "$work/theirs"
while read -r name; do
	wanted "$name" || continue
	if [ -e "$work/theirs/$name.why" ]; then
		result 1 "theirs: $name is planted" "$(cat "$work/theirs/$name.why")"
	elif ! build "$work/theirs/$name" THEIRS="$work/theirs/$name.c"; then
		result 1 "theirs: $name compiles" "$(head -n 20 "$work/log")"
	else
		run "$work/theirs/$name" $tables first || true
		found "theirs: $name" shared
	fi
done < <(python3 -B "$here/shared/mistake.py" "$work/out/$layout/equal/theirs.c" "$work/theirs")
for name in $ours; do
	wanted "$name" || continue
	file=$(sed -n 's,^// File: *,,p' "$top/tests/mutants/$name.cocci")
	spatch --very-quiet --no-includes --macro-file "$top/tests/mutants/macros.h" --in-place \
		--sp-file "$top/tests/mutants/$name.cocci" "$tree/$file" > "$work/log" 2>&1 || true
	if cmp -s "$tree/$file" "$top/$file" || ! build "$work/ours/$name"; then
		result 1 "ours: $name is planted" "$(head -n 20 "$work/log")"
	else
		run "$work/ours/$name" $tables first || true
		found "ours: $name" ours
	fi
	cp "$top/$file" "$tree/$file"
done
finish
