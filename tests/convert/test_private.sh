#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does the account of a private walker know each form that trees have, and take it over
# in the tree's own words? Does it refuse what only looks like one? No tree is needed:
# walkers are put together from private/walker.c.
#
# usage: test_private.sh		TAP on stdout, about half a minute
#
#   TREES=folder  where trees lie, as linux-*, whose real walkers are asked about, too;
#                 default: build
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
cases=$here/private
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

area=private
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

rows() { grep -v '^#' "$cases/$1.tsv"; }
for kind in forms lookalikes; do
	mkdir "$work/$kind"
	python3 -B "$cases/all.py" "$cases/$kind.tsv" "$work/$kind" ||
		result 1 "$kind: accounts" "all.py ended with status $?"
done

# As account.sh has it, which does the same for one walker.
python3 -B "$cases/make.py" > "$work/gup.c"
mkdir -p "$work/foo/arch/foo/mm" && mv "$work/gup.c" "$work/foo/arch/foo/mm/" && : > "$work/foo/arch/foo/Kconfig"
bash "$top/coccinelle/convert/account.sh" --private foo "$work/foo/port" "$work/foo" > "$work/foo/out" 2> "$work/foo/err" &&
	cmp "$work/foo/port" "$work/forms/1/port" && cmp "$work/foo/out" "$work/forms/1/out" && rc=0 || rc=1
result "$rc" "account.sh gives the same account and port" "$(head -n 3 "$work/foo/err")"

n=0
while IFS= read -r form; do
	n=$((n + 1))
	folder=$work/forms/$n lacks=''
	while IFS= read -r line; do
		case $line in
		'bug: '*) grep -qF -- "${line#bug: }" "$folder/port.bugs" || lacks=$line ;;
		'not: '*) ! grep -qF -- "${line#not: }" "$folder/port" "$folder/port.bugs" || lacks=$line ;;
		'#define GUP_'*) grep -qF -- "$line" <(tr -s '\t' ' ' < "$folder/port") || lacks=$line ;;
		*) grep -qF -- "$line" "$folder/port" || lacks=$line ;;
		esac
	done < <(printf '%s\n' "${form#*=>	}" | sed 's/#define \([A-Z_]*\)\t/#define \1 /g' | tr '\t' '\n')
	[ "$(cat "$folder/status" 2>&1)" = 0 ] && [ -z "$lacks" ] && rc=0 || rc=1
	result "$rc" "${form%%	*}: known, and taken over" "lacks: $lacks; $(head -n 3 "$folder/err")"
done < <(rows forms)

# What a tree's headers add is a form, too, each of it.
while IFS=$'\t' read -r _ _ _ why; do
	result "$(rows forms | grep -qF "bug: $why"; echo $?)" "port.tsv has a form for: ${why::40}..." "add it to forms.tsv"
done < <(grep -v '^#' "$top/coccinelle/convert/account/private/port.tsv")

n=0
while IFS= read -r form; do
	n=$((n + 1))
	folder=$work/lookalikes/$n
	[ "$(cat "$folder/status")" = 1 ] && ! grep -E ': if \(.*take it out' "$folder/err" >&2 && grep -E '^arch/foo/mm/gup.c:[0-9]+: ' "$folder/err" | grep -qF -- "${form#*=>	}" && rc=0 || rc=1
	result "$rc" "${form%%	*}: refused, by file and line" "status $(cat "$folder/status"); $(head -n 3 "$folder/err")"
done < <(rows lookalikes)

# A CONFIG_ name is Kconfig's alone: none is defined by what is made here, or comes along.
mine=$(grep -nE '^[[:space:]]*#[[:space:]]*define[[:space:]]+CONFIG_' "$work"/*/*/port || true)
mine=$mine$(cd "$top" && grep -rnE 'define[[:space:]]+CONFIG_' core arch-* coccinelle/convert --include='*.[ch]' --include='*.py' || true)
result "$([ -z "$mine" ]; echo $?)" "nothing defines a CONFIG_ name" "$mine"

# The real ones, where there are some: join.py stops at what has no destination, or two.
met=''
for walker in "${TREES:-$top/build}"/linux-*/arch/*/mm/gup.c; do
	[ -e "$walker" ] || continue
	met=1 tree=${walker%/arch/*/mm/gup.c} arch=${walker%/mm/gup.c}
	arch=${arch##*/}
	files=$(cd "$tree" && grep -lE '^(static )?int gup_huge(pd|pte)\(' arch/"$arch"/mm/*.c | grep -v '/gup\.c$' || true)
	status=0
	# shellcheck disable=SC2086 # a list of files
	bash "$top/coccinelle/convert/account.sh" --private "$arch" "$work/port" "$tree" $files > "$work/out" 2> "$work/err" || status=$?
	result "$status" "$(basename "$tree"), $arch: all $(wc -l < "$work/out") statements are known" "$(head -n 5 "$work/err")"
done
[ "$met" ] || skip "real walkers" "no tree that has some; type: make build/linux-3.14.52, or set TREES= the folder of some"
finish
