#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# The generator of mutants on a small file: which it makes of it, who tells, who lives,
# and what becomes of the list of those that nobody can tell. Some seconds.
#
# usage: test_generate.sh [--expect]	TAP; --expect renews generate/own/expected
set -eu
export LC_ALL=C
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"
own=$here/generate/own
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! /usr/bin/python3 -c 'import clang.cindex' 2> /dev/null; then
	echo "1..0 # SKIP no bindings of libclang; type: make deps"
	exit 0
fi
# run OUT [OPTION...]: the status is all.sh's, but for its lock
run() {
	local out=$1
	shift
	/usr/bin/python3 -B "$here/generate/run.py" --work "$work/made" --plain "$own/tests.c" "$@" "$own/small.c" > "$work/$out" 2>&1
}
# What was found of each alone stands for what was found among others.
verdicts() {
	awk -F '\t' -v OFS='\t' 'FNR == 1 { file++; next } $2 == "quick" { next }
		file == 1 { alone[$1] } file == 1 || !($1 in alone) { print $1, $2 }' \
		"$work"/made/*/alone "$work"/made/*/plain.plain/results | sort
}
why() { tail -n 20 "$work/$1"; }

: > "$work/none"
rc=0
run first --equivalent "$work/none" || rc=$?
if [ "${1-}" = --expect ]; then
	verdicts > "$own/expected"
	exit 0
fi
plan 13
area="generated mutants"
[ "$rc" = 1 ] && rc=0 || rc=1
result "$rc" "some are alive: the status is 1" "$(why first)"
verdicts | diff "$own/expected" - > "$work/diff" && rc=0 || rc=1
result "$rc" "each form is changed as it should be, and told or not" "$(head -n 20 "$work/diff")"
# Of whom the code is the same no test could tell: there is nothing to tell.
same=$(grep -c 'same code$' "$own/expected")
alive=$(grep -c 'alive$' "$own/expected") unreached=$(grep -c 'not reached$' "$own/expected")
killed=$(grep -c 'killed$' "$own/expected")
grep -qE "^mutants: $killed killed, $same same code, 0 equivalent, $alive alive, [1-9][0-9]* not compilable, $unreached not reached, 0 not tried$" \
	"$work/first" && rc=0 || rc=1
result "$rc" "the score says how many are what" "$(why first)"
grep -q '^# alive: small.c note: small_noted = 1 -> nothing' "$work/first" && rc=0 || rc=1
result "$rc" "what is alive is told by its text" "$(why first)"

run score --score && rc=0 || rc=1
cmp -s <(tail -n 1 "$work/first") <(tail -n 1 "$work/score") || rc=1
result "$rc" "the score is told again" "$(why score)"
sed -i 's/\["/["0/' "$work"/made/*/score
run score --score && rc=1 || rc=0
grep -q 'small.c: a source or a test was changed since' "$work/score" || rc=1
result "$rc" "and that it is an older one" "$(why score)"

# The reasons for all that is left.
sed -n 's/^# \(alive\|not reached\): \(.*[^ ]\)  \[.*/\2: nobody asks/p; s/^# not reached: \(small.*\)/\1: nobody asks/p' \
	"$work/first" | sort -u > "$work/reasons"
cp "$work"/made/*/plain.plain/results "$work/before"
run second --equivalent "$work/reasons" && rc=0 || rc=1
result "$rc" "with a reason for each the status is 0" "$(why second)"
cmp -s "$work"/made/*/plain.plain/results "$work/before" && rc=0 || rc=1
result "$rc" "what was found is not looked for a second time"
{ cat "$own/tests.c"; echo '/* Another one. */'; } > "$work/tests.c"
run again --equivalent "$work/reasons" --plain "$work/tests.c" && rc=0 || rc=1
sed '1d' "$work"/made/*/plain.plain/results | cut -f 1 | sort | uniq -c > "$work/asked"
grep -q '^ *3 .*small_masked: value & MASK -> MASK' "$work/asked" || rc=1
grep -q '^ *2 .*small_same: value == 0 -> false$' "$work/asked" || rc=1
result "$rc" "with another test who lives is asked again, and not who is the same code" "$(cat "$work/asked")"
{ cat "$work/reasons"; echo 'small.c note: gone = 1 -> nothing: it was there once'; } > "$work/stale"
run third --equivalent "$work/stale" && rc=1 || rc=0
grep -q 'a reason is stale' "$work/third" || rc=1
result "$rc" "a reason for what is no more is told" "$(why third)"
{ cat "$work/reasons"; echo 'small.c small_masked: MASK -> ^ bits 1-2: the test tells all the same'; } > "$work/wrong"
run fourth --equivalent "$work/wrong" && rc=1 || rc=0
grep -q 'a reason is wrong, masked tells' "$work/fourth" || rc=1
result "$rc" "a reason for what a test tells is told" "$(why fourth)"
{ cat "$work/reasons"; echo 'small.c small_same: value == 0 -> false: 0 is 0'; } > "$work/unwanted"
run fifth --equivalent "$work/unwanted" && rc=1 || rc=0
grep -q 'a reason is not wanted' "$work/fifth" || rc=1
result "$rc" "a reason for what is no other program is told" "$(why fifth)"
{ cat "$work/reasons"; echo 'small.c small_late: n + 1 -> n: the quick tests do not tell'; } > "$work/quick"
run sixth --work "$work/late" --equivalent "$work/quick" && rc=0 || rc=1
run seventh --work "$work/late" --equivalent "$work/quick" --all-tests && rc=1 || true
grep -q 'a reason is wrong, late tells' "$work/seventh" || rc=1
result "$rc" "a reason for what a slow test tells is told by --all-tests" "$(why seventh)"
finish
