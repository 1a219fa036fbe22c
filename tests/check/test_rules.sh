#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does each rule of coccinelle/check find what it is for, and nothing else?
#
# usage: [RULE="NAME..."] test_rules.sh	TAP on stdout
#
# A case is a file in cases/RULE, or a folder that is a tiny tree, where the rule looks at
# the files that its Where and Look name:
#   found*  in each line that ends with a comment "found" something must be reported
#   fixed*  the same repaired, and
#   alike*  what looks like it: nothing may be reported
# Each rule needs all three. report, org and context must work, and patch, where there is
# one, must turn each found*.c into code in which nothing is found any more.
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"
# shellcheck source=coccinelle/check/rules.sh
. "$top/coccinelle/check/rules.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

# said MODE FOLDER FILE...: what the rule says of files of a folder, each on its own; a
# mistake of the rule itself is a line of it
said() {
	local mode=$1 status=0
	printf '%s\n\n' "${@:3}" > "$work/group"
	(cd "$2" && run_rule "$rule" "$mode" --file-groups "$work/group") > "$work/said" 2> "$work/err" || status=$?
	cat "$work/said"
	ran $status "$work/err" || echo "status $status: $(grep -v '^ *$' "$work/err" | tail -n 3 | xargs -0)"
}

# files CASE: the files of a case that the rule looks at; sets folder and files
files_of() {
	if [ -d "$1" ]; then
		folder=$1
		mapfile -t files < <(cd "$1" && find . -name '*.[ch]' -printf '%P\n' | sort |
			grep -E -e "$(header "$rule" Where)" | tr '\n' '\0' | xargs -0r grep -lE -e "$(header "$rule" Look)")
	else
		folder=$(dirname "$1")
		mapfile -t files < <(cd "$folder" && grep -lE -e "$(header "$rule" Look)" "$(basename "$1")")
	fi
}

for rule in "$top"/coccinelle/check/*.cocci; do
	name=$(basename "$rule" .cocci)
	[ -z "${RULE:-}" ] || case " $RULE " in *" $name "*) ;; *) continue ;; esac
	area=$name
	missing=''
	for key in Confidence Options Requires Severity Why Fix Source Where Look; do
		[ -n "$(header "$rule" "$key")" ] || missing="$missing $key"
	done
	grep -Eq '^// Severity: (error|warning)$' "$rule" && grep -q '^/// .' "$rule" || missing="$missing Severity-or-sentence"
	[ "$(wc -l < "$rule")" -le 150 ] || missing="$missing at-most-150-lines"
	result "$([ -z "$missing" ]; echo $?)" "has its header" "missing:$missing"
	modes=$(sed -n 's/^virtual \([a-z]*\)$/\1/p' "$rule" | xargs)
	for mode in report org context; do
		case " $modes " in *" $mode "*) ;; *) result 1 "has mode $mode" "no line 'virtual $mode'" ;; esac
	done
	for mode in $modes; do
		status=0
		spatch --parse-cocci "$rule" -D "$mode" > "$work/parsed" 2>&1 || status=$?
		! grep -Ei 'parse error|fatal|failure|not supported' "$work/parsed" > "$work/err" || status=1
		result $status "spatch parses it, mode $mode" "$(tail -n 4 "$work/parsed")"
	done
	for kind in found fixed alike; do
		any=''
		for case in "$here/cases/$name/$kind"*; do
			[ -e "$case" ] || continue
			any=1
			files_of "$case"
			base=$(basename "$case")
			if [ ${#files[@]} = 0 ]; then
				# Where nothing is to be found, not to look is as good.
				result "$([ $kind != found ]; echo $?)" "$base" "its Where and Look name no file of this case"
				continue
			fi
			said report "$folder" "${files[@]}" | sed -E 's/^([^:]*:[0-9]+):[0-9]+-[0-9]+: .*/\1/' | sort -u > "$work/got"
			(cd "$folder" && grep -nHE '/\* found \*/[[:space:]]*\\?$' "${files[@]}" | cut -d : -f 1,2 | sort -u) > "$work/want" || true
			[ $kind != found ] || [ -s "$work/want" ] || echo "at least one line marked as found" > "$work/want"
			result "$(cmp -s "$work/want" "$work/got"; echo $?)" "$base" "$(diff "$work/want" "$work/got" |
				sed -n 's/^< /not reported: /p; s/^> /reported too much: /p'; cat "$work/err")"
			[ $kind = found ] || continue
			said org "$folder" "${files[@]}" | sed -nE 's/.*\[\[view:([^:]*)::.*::linb=([0-9]+)::.*/\1:\2/p; /^status/p' | sort -u > "$work/org"
			result "$(cmp -s "$work/want" "$work/org"; echo $?)" "$base, org" "$(diff "$work/want" "$work/org")"
			said context "$folder" "${files[@]}" > "$work/context"
			result "$(grep -q '^-[^-]' "$work/context" && ! grep -q '^status' "$work/context"; echo $?)" "$base, context" \
				"$(head -n 5 "$work/context")"
			case " $modes " in *" patch "*) ;; *) continue ;; esac
			rm -rf "$work/patched"
			cp -r "$folder" "$work/patched"
			(cd "$work/patched" && run_rule "$rule" patch --in-place "${files[@]}") > "$work/said" 2> "$work/err" || true
			changed=$(diff -rq "$folder" "$work/patched" || true)
			said report "$work/patched" "${files[@]}" > "$work/left"
			result "$([ -n "$changed" ] && [ ! -s "$work/left" ]; echo $?)" "$base, patched" \
				"${changed:-nothing was changed}$(printf '\n'; cat "$work/left" "$work/err")"
		done
		[ -n "$any" ] || result 1 "has a case $kind" "no file or folder $here/cases/$name/$kind*"
	done
done
finish
