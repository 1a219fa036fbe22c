#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Is what a public function makes of its arguments, and announces, what the tree's own made
# of them? Where not, does the report say so? Both sides run in one process, the tree's own
# checks as they stand in its mm/gup.c; see calls.c. Without a tree there is nothing to ask.
#
# usage: test_calls.sh [table]	TAP on stdout, some seconds; or the calls, as a table
#
#   TREES=folder  where trees lie, as linux-*; default: build
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
area=calls
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"
# shellcheck source=coccinelle/convert/lib.sh
. "$top/coccinelle/convert/lib.sh"
trap - INT TERM
known=$here/calls.tsv
: > "$work/met"

# program TREE KERNEL BITS: compile it into $work/calls, and run it
program() {
	local run='' flags=()
	[ "$3" = 64 ] || { flags=(-m32 -static -idirafter "/usr/include/$(gcc -print-multiarch)") run=qemu-i386; }
	python3 -B "$here/calls.py" "$1" "$top/core" "$2" "$work" &&
		gcc -Wall -Wno-unused-function -O1 "${flags[@]}" -I"$work" -o "$work/calls" "$here/calls.c" &&
		$run "$work/calls" ${table:+table}
}
table=${1-} trees=0
for tree in "${TREES:-$top/build}"/linux-*/; do
	grep -qsE '^static int (gup_fast_fallback|internal_get_user_pages_fast)\(' "$tree/mm/gup.c" || continue
	kernel=$(kernel_generation "$tree" kernels) || continue
	trees=$((trees + 1)) tree=${tree%/}
	says=$(otherwise "kernels/$kernel")
	for bits in 64 32; do
		[ -z "$table" ] || { printf '\n%s, %s bit:\n\n' "${tree##*/}" $bits; program "$tree" "$kernel" $bits; continue; }
		program "$tree" "$kernel" $bits > "$work/out" 2> "$work/err" && grep -q "^$bits	calls	[1-9]" "$work/out" && rc=0 || rc=1
		result "$rc" "${tree##*/}, $bits bit: $(sed -n 's/^..	calls	//p' "$work/out") calls" "$(head -n 5 "$work/err")"
		while IFS=$'\t' read -r _ kind example; do
			[ "$kind" != calls ] || continue
			row=$(grep -nF "$bits	$kind	" "$known" | head -n 1)
			echo "${row%%:*}" >> "$work/met"
			if [ -z "$row" ]; then
				result 1 "${tree##*/}, $bits bit: $kind" "$example"
			else
				result "$(grep -qF -- "${row##*	}" <<< "$says"; echo $?)" "${tree##*/}, $bits bit: the report says: ${row##*	}" "$example"
			fi
		done < "$work/out"
	done
done
[ -z "$table" ] || exit 0
[ $trees -gt 0 ] || { skip "public functions" "no tree; type: make build/linux-source-6.12"; finish; exit; }
while IFS= read -r line; do
	result "$(grep -qx "$line" "$work/met"; echo $?)" "row $line of calls.tsv is needed" "no tree differs so any more; take it out"
done < <([ $trees -lt 2 ] || grep -n '^[0-9]' "$known" | cut -d : -f 1)
finish
