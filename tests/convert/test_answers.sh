#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# What nobody here knows of a walker in mm/gup.c: is it refused with the lines to be filled
# in, does ACCOUNT=file then place just that, and is a line that fits nothing an error?
#
# usage: test_answers.sh	TAP on stdout, half a minute
#
#   LINUX=path	a 6.12 tree, of which a small copy is converted
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=answers
# shellcheck source=tests/convert/tap.sh
. "$here/tap.sh"
need_linux
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
neutral_git
mkdir -p "$work/known/mm"
cp "$here/account/ptes.c" "$work/known/mm/gup.c"
sed -i 's,[ \t]*//=.*,,' "$work/known/mm/gup.c"

# vendor SUBSTITUTION: the known walker, changed so
vendor() {
	rm -rf "$work/tree"
	cp -r "$work/known" "$work/tree"
	perl -0pi -e "$1" "$work/tree/mm/gup.c"
}
# ask [FILE]: the account with what FILE says; leaves $status, out, err
ask() {
	status=0
	bash "$top/coccinelle/convert/account.sh" ${1:+--answers "$1"} "$work/tree" > "$work/out" 2> "$work/err" || status=$?
	grep -v '^#' "$work/err" | grep $'\t' > "$work/asked" || true
}
# said WHAT STATUS PATTERN...: the last one ended so, and each pattern stands in its output
said() {
	local what=$1 rc=0 pattern
	[ "$status" = "$2" ] || rc=1
	shift 2
	for pattern in "$@"; do grep -qE -- "$pattern" "$work/out" "$work/err" || rc=1; done
	result "$rc" "$what" "status $status; $(head -n 4 "$work/err")"
}
answer() { printf '%s\t%s\t%s\t%s\n' "$@" > "$work/answers"; ask "$work/answers"; }

# shellcheck disable=SC2016 # a perl substitution
both='s/(\t+pg = pte_page)/\t\tif (vendor_check(copy))\n\t\t\tgoto out;\n\t\tvendor_count++;\n$1/'
fp=mm/gup.c:gup_fast_pte_range
plan 18
vendor 's/x/x/'
ask
said "the known walker" 0
vendor "$both"
ask
said "what is not known is named, by line" 1 '^mm/gup.c:[0-9]+: gup_fast_pte_range: .*vendor_check\(copy\)' '^mm/gup.c:[0-9]+: .*vendor_count\+\+'
printf '%s\t%s\tDESTINATION\tREASON\n' $fp 'if (vendor_check(copy))' $fp 'vendor_count++;' > "$work/want"
cmp -s "$work/want" "$work/asked" && rc=0 || rc=1
result "$rc" "the lines to fill in are these two" "$(cat "$work/err")"
grep -q 'take it out' "$work/err" && rc=1 || rc=0
result "$rc" "nobody is told to take a check out" "$(cat "$work/err")"
sed 's/DESTINATION/dropped/; s/REASON/of this vendor alone/' "$work/asked" > "$work/answers"
ask "$work/answers"
said "filled in, they place it" 0 'vendor_check\(copy\)\).*dropped: of this vendor alone \(accounted for by the user\)$' 'vendor_count'
[ "$(grep -c 'by the user' "$work/out")" = 2 ] && rc=0 || rc=1
result "$rc" "and nothing else" "$(grep 'by the user' "$work/out")"
{ cat "$work/answers"; printf '%s\tvendor_odd()\tdropped\tx\n' $fp; } > "$work/more"
ask "$work/more"
said "a line that fits nothing is an error" 1 '^ACCOUNT=more:3: matches nothing'
answer $fp 'vendor_check()' 'kernel gup_policy()' 'asked there'
said "an effect stands for its statement; the rest is still refused" 1 'vendor_count\+\+'
grep -q 'vendor_check' "$work/err" && rc=1 || rc=0
result "$rc" "which it is not" "$(cat "$work/err")"
answer "mm/gup.c:$(grep -n vendor_count "$work/tree/mm/gup.c" | cut -d : -f 1)" 'vendor_count++;' dropped 'a counter'
said "a line number will do for the function" 1 'vendor_check'
answer $fp 'vendor_count++;' 'core gup_nowhere()' x
said "a destination that is not there" 1 '^ACCOUNT=answers:1: core/ has no core gup_nowhere\(\)'
answer $fp 'vendor_count++;' elsewhere x
said "a destination that is none" 1 '^ACCOUNT=answers:1: "elsewhere" is no destination'
answer $fp 'vendor_count++;' dropped ''
said "without a reason" 1 '^ACCOUNT=answers:1: not four parts'
# shellcheck disable=SC2016 # a perl substitution
vendor 's/(\t+pg = pte_page)/\t\tvendor_count++;\n$1/; s/(\t+folio_set_referenced)/\t\tvendor_count++;\n$1/'
answer $fp 'vendor_count++;' dropped 'a counter'
said "a line that fits two is an error" 1 '^ACCOUNT=answers:1: matches 2 statements, in lines [0-9]+, [0-9]+'
vendor 's/#ifdef CONFIG_ARCH_HAS_PTE_SPECIAL/#if defined(CONFIG_ARCH_HAS_PTE_SPECIAL) && defined(CONFIG_VENDOR)/'
ask
said "a preprocessor line is asked for, too" 1 '^mm/gup.c:[0-9]*:?-?	#if defined\(CONFIG_ARCH_HAS_PTE_SPECIAL\) && defined\(CONFIG_VENDOR\)	DESTINATION'

# A whole conversion.
small_tree "$work/small"
new_tree "$work/whole"
perl -0pi -e 's/(static int gup_fast_pmd_leaf\((?:.*\n)+?)(\tif \(pmd_special)/$1\tvendor_count++;\n\n$2/' "$work/whole/mm/gup.c"
printf 'mm/gup.c:gup_fast_pmd_leaf\tvendor_count++;\tdropped\ta counter of ours, which perf has as well\n' > "$work/answers"
run_convert "$top" --linux "$work/whole" --out "$work/o" --account "$work/answers" > "$work/err" 2>&1 && status=0 || status=$?
cat "$work/o/report.md" > "$work/out" 2> /dev/null || true
said "a series is made of it, and the report has it apart" 0 '^## Accounted for by the user' '^\| mm/gup.c:[0-9]+ \| `vendor_count\+\+;` \| dropped: a counter of ours, which perf has as well \|$'
cat "$work"/o/series/0002-* > "$work/out" 2> /dev/null || true
said "and so has the walker's commit" 0 '^Of the walker in mm/gup.c this was accounted for by hand:' '^ - mm/gup.c:[0-9]+: vendor_count'
run_convert "$top" --linux "$work/whole" --out "$work/o" --account "$work/none" > "$work/err" 2>&1 && status=0 || status=$?
said "a file that is not there" 1 "^convert: ACCOUNT=$work/none: no such file"
finish
