#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# A kernel that does not exist yet: the newest one at hand, with a dozen changes of the kinds
# that kernels make to mm/gup.c (next.tsv). What does the account say of each, and what does
# ACCOUNT= then need?
#
# usage: test_next.sh [TREE]	TAP on stdout, two minutes, so with ALL=1 or a TREE only;
#				default build/linux-source-7.3
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=next
# shellcheck source=tests/convert/tap.sh
. "$here/tap.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tree=${1-$top/build/linux-source-7.3}
mkdir -p "$work/tree/mm"

# ask [ANSWERS]: leaves $status, out, err, asked
ask() {
	status=0
	bash "$top/coccinelle/convert/account.sh" ${1:+--answers "$1"} "$work/tree" > "$work/out" 2> "$work/err" || status=$?
	grep -v '^#' "$work/err" | grep $'\t' > "$work/asked" || true
}

# change NAME SUBSTITUTION LINES PATTERN DESTINATION
change() {
	local rc=0
	perl -0pe "$2" "$tree/mm/gup.c" > "$work/tree/mm/gup.c"
	if cmp -s "$tree/mm/gup.c" "$work/tree/mm/gup.c"; then
		result 1 "$1" "the substitution changes nothing; mend it in next.tsv"
		return
	fi
	ask
	[ "$(wc -l < "$work/asked")" = "$3" ] || rc=1
	case $4 in
	-) [ $status = 0 ] && ! grep -q 'in a new form' "$work/out" || rc=1 ;;
	form) [ $status = 0 ] && grep -q 'in a new form' "$work/out" || rc=1 ;;
	*) [ $status = 1 ] && grep -qE -- "$4" "$work/err" || rc=1 ;;
	esac
	result $rc "$1: $3 lines asked for" "status $status; $(cut -c 1-160 "$work/err")"
	sed 's/^/#   /' "$work/asked"
	[ "$3" != 0 ] || return 0
	awk -F '\t' -v OFS='\t' -v to="$5" '{ if ($3 == "DESTINATION") $3 = to; $4 = "looked at" } 1' "$work/asked" > "$work/answers"
	ask "$work/answers"
	[ $status = 0 ] && rc=0 || rc=1
	result $rc "$1: filled in, they place it" "status $status; $(cut -c 1-160 "$work/err")"
}

if [ $# = 0 ] && [ -z "${ALL-}" ]; then
	skip "a kernel to come" "two minutes, so only with ALL=1, or with a tree: bash tests/convert/test_next.sh TREE"
elif [ ! -f "$tree/mm/gup.c" ]; then
	skip "a kernel to come" "no tree; type: scripts/suite.sh 'linux-source-[0-9.]*' trixie-backports, and make ${tree#"$top/"}"
else
	while IFS=$'\t' read -r name substitution lines pattern destination; do
		change "$name" "$substitution" "$lines" "$pattern" "$destination"
	done < <(grep -v '^#' "$here/next.tsv")
fi
finish
