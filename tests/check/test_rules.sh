#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does each rule of coccinelle/check find what it is for, and nothing else?
#
# usage: [RULE="NAME..."] [SPATCH=program] [RULE_SECONDS=300] test_rules.sh	TAP on stdout
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
# Of CPU time, that a run of a rule may take; usual are a few.
ulimit -S -t "${RULE_SECONDS:-300}"

# said MODE FILE...: what the rule says of files of a folder, each on its own; a mistake of
# the rule itself is a line of it
said() {
	local mode=$1 status=0
	printf '%s\n\n' "${@:2}" > "$work/group"
	run_rule "$rule" "$mode" --file-groups "$work/group" > "$work/said" 2> "$work/err" || status=$?
	cat "$work/said"
	died_of $status
}

# died_of STATUS: a line, if the rule did not run to its end
died_of() {
	ran "$1" "$work/err" || echo "status $1: $(grep -v '^ *$' "$work/err" | tail -n 3 | xargs -0)"
}

# files_of CASE: the files of a case that the rule looks at
files_of() {
	if [ -d "$1" ]; then
		(cd "$1" && find . -name '*.[ch]' -printf '%P\n') | sort |
			grep -E -e "${head[Where]}" | sed "s,^,$1/," | tr '\n' '\0' | xargs -0r grep -lE -e "${head[Look]}" || true
	else
		grep -lE -e "${head[Look]}" "$1" || true
	fi
}
# of CASE FILE: the lines of a list that are about this case, and what the rule died of
of() { grep -E "^($1(/[^:]*)?:|status )" "$2" || true; }
declare -A head
for rule in "$top"/coccinelle/check/*.cocci; do
	name=$(basename "$rule" .cocci)
	[ -z "${RULE:-}" ] || case " $RULE " in *" $name "*) ;; *) continue ;; esac
	area=$name
	missing='' head=()
	while IFS=$'\t' read -r _ key value; do head[$key]=$value; done < <(headers "$rule")
	for key in Confidence Options Requires Severity Why Fix Source Where Look; do
		[ -n "${head[$key]-}" ] || missing="$missing $key"
	done
	grep -Eq '^// Severity: (error|warning)$' "$rule" && grep -q '^/// .' "$rule" || missing="$missing Severity-or-sentence"
	# Debian 12's Coccinelle has expressions of PCRE, that of Debian 13 those of OCaml's Str.
	! grep -Eq '=~ "[^"]*[][(){}|\\]' "$rule" || missing="$missing a-regular-expression-that-means-the-same-everywhere"
	[ "$(wc -l < "$rule")" -le 150 ] || missing="$missing at-most-150-lines"
	result "$([ -z "$missing" ]; echo $?)" "has its header" "missing:$missing"
	modes=$(sed -n 's/^virtual \([a-z]*\)$/\1/p' "$rule" | xargs)
	for mode in report org context; do
		case " $modes " in *" $mode "*) ;; *) result 1 "has mode $mode" "no line 'virtual $mode'" ;; esac
	done
	for mode in $modes; do
		status=0
		"$spatch" --parse-cocci "$rule" -D "$mode" > "$work/parsed" 2>&1 || status=$?
		! grep -Ei 'parse error|fatal|failure|not supported' "$work/parsed" > "$work/err" || status=1
		result $status "spatch parses it, mode $mode" "$(tail -n 4 "$work/parsed")"
	done
	cd "$here/cases/$name"
	# Each mode in one run: starting takes longer than a case does.
	mapfile -t cases < <(printf '%s\n' *)
	mapfile -t files < <(for case in "${cases[@]}"; do files_of "$case"; done)
	mapfile -t wrong < <(printf '%s\n' "${files[@]}" | grep '^found')
	said report "${files[@]}" | sed -E 's/^([^:]*:[0-9]+):[0-9]+-[0-9]+: .*/\1/' | sort -u > "$work/report"
	cp "$work/err" "$work/report.err"
	said org "${wrong[@]}" | sed -nE 's/.*\[\[view:([^:]*)::.*::linb=([0-9]+)::.*/\1:\2/p; /^status/p' | sort -u > "$work/org"
	said context "${wrong[@]}" > "$work/context"
	case " $modes " in
	*" patch "*)
		rm -rf "$work/patched"
		cp -r . "$work/patched"
		# A rule that dies once it has changed the files has not patched them.
		(
			cd "$work/patched"
			status=0
			run_rule "$rule" patch --in-place "${wrong[@]}" > "$work/said" 2> "$work/err" || status=$?
			died_of $status > "$work/left"
			said report "${wrong[@]}" >> "$work/left"
		)
		;;
	esac
	for case in "${cases[@]}"; do
		kind=$(sed -E 's/^(found|fixed|alike).*/\1/' <<< "$case")
		mapfile -t files < <(files_of "$case")
		if [ ${#files[@]} = 0 ]; then
			# Where nothing is to be found, not to look is as good.
			result "$([ "$kind" != found ]; echo $?)" "$case" "its Where and Look name no file of this case"
			continue
		fi
		(grep -nHE '/\* found \*/[[:space:]]*\\?$' "${files[@]}" | cut -d : -f 1,2 | sort -u) > "$work/want" || true
		[ "$kind" != found ] || [ -s "$work/want" ] || echo "at least one line marked as found" > "$work/want"
		of "$case" "$work/report" > "$work/got"
		result "$(cmp -s "$work/want" "$work/got"; echo $?)" "$case" "$(diff "$work/want" "$work/got" |
			sed -n 's/^< /not reported: /p; s/^> /reported too much: /p'; cat "$work/report.err")"
		[ "$kind" = found ] || continue
		of "$case" "$work/org" > "$work/got"
		result "$(cmp -s "$work/want" "$work/got"; echo $?)" "$case, org" "$(diff "$work/want" "$work/got")"
		awk -v case="$case" '/^--- / { mine = index($2, case) == 1 } mine || /^status/' "$work/context" > "$work/got"
		result "$(grep -q '^-[^-]' "$work/got" && ! grep -q '^status' "$work/got"; echo $?)" "$case, context" \
			"$(head -n 5 "$work/context")"
		case " $modes " in *" patch "*) ;; *) continue ;; esac
		changed=$(diff -rq "$case" "$work/patched/$case" || true)
		of "$case" "$work/left" > "$work/got"
		result "$([ -n "$changed" ] && [ ! -s "$work/got" ]; echo $?)" "$case, patched" \
			"${changed:-nothing was changed}$(printf '\n'; cat "$work/got")"
	done
	for kind in found fixed alike; do
		compgen -G "$kind*" > /dev/null || result 1 "has a case $kind" "no file or folder $here/cases/$name/$kind*"
	done
	odd=$(printf '%s\n' * | grep -vE '^(found|fixed|alike)' || true)
	[ -z "$odd" ] || result 1 "each case has a kind" "$odd: is neither found*, fixed* nor alike*"
done
finish
