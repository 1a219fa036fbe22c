#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Is each macro of coccinelle/check/macros.h in a case of the rules, and needed: is there,
# without it, a mistake that is not found, or a word more that Coccinelle leaves out?
#
# usage: test_macros.sh	TAP on stdout, half a minute
#
# Needed by Coccinelle 1.1; later ones know some of them.
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=macros
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"
# shellcheck source=coccinelle/check/rules.sh
. "$top/coccinelle/check/rules.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
all=$macros
version=$("$spatch" --version | sed -n '1s/^spatch version \([^ ]*\).*/\1/p')
cd "$here/cases/gup-released-otherwise"
printf '%s\n\n' found-*.c > "$work/group"

# seen MACROS: what the rule finds with these macros, and what is left out
seen() {
	macros=$1
	run_rule "$top/coccinelle/check/gup-released-otherwise.cocci" report --file-groups "$work/group" 2> "$work/err" | sort -u
	"$spatch" --no-includes --macro-file "$1" --parse-c found-*.c 2>&1 | grep passed: | sort
}
seen "$all" > "$work/with"
result "$([ -s "$work/with" ]; echo $?)" "with all of them something is found" "$(cat "$work/err")"
mapfile -t names < <(sed -nE 's/^#define ([A-Za-z_0-9]+).*/\1/p' "$all")
for macro in "${names[@]}"; do
	grep -qw -- "$macro" found-*.c || { result 1 "$macro is in a case" "add it to $PWD/found-macros.c"; continue; }
	case $version in
	1.1*) ;;
	*)
		skip "$macro is in a case, and needed" "Coccinelle is $version; by 1.1"
		continue
		;;
	esac
	grep -vE "^#define $macro\b" "$all" > "$work/macros.h"
	seen "$work/macros.h" > "$work/without"
	result "$(! cmp -s "$work/with" "$work/without"; echo $?)" "$macro is in a case, and needed" \
		"all is seen without it; take it out of $all, or add a case that needs it"
done
finish
