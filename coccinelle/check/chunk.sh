#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# One step of check.sh: run a rule on some files, each of them on its own.
#
# usage: linux=TREE work=FOLDER total=N chunk.sh RULE=NN	the files are in work/chunks/RULE=NN
#
# What was said goes to work/said/RULE=NN. "functions" is no rule: it asks what was seen.
set -eu
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=coccinelle/check/rules.sh
. "$here/rules.sh"
rule=${1%=*}
chunk=$work/chunks/$1 said=$work/said/$1
cocci=$here/$rule.cocci
[ "$rule" != functions ] || cocci=$here/seen/functions.cocci

[ ! -e "$work/failed" ] || exit 1
# Not from inside of the tree, whose .cocciconfig would be read.
cd "$work"
while read -r file; do printf '%s\n\n' "${linux:?}/$file"; done < "$chunk" > "$said.group"
# run GROUP: what is said goes to $said, and files at which Coccinelle dies to $said.died.
run() {
	local status=0
	run_rule "$cocci" report --timeout 300 --file-groups "$1" >> "$said" 2> "$said.err" || status=$?
	! ran "$status" "$said.err" || return 0
	died "$said.err" > "$said.now"
	cat "$said.now" >> "$said.died"
	[ -s "$said.now" ]
}
# each: the same for each file on its own. A rule that runs on none of them is at fault itself.
each() {
	local some='' file
	while read -r file; do
		printf '%s\n\n' "${linux:?}/$file" > "$said.one"
		if run "$said.one"; then
			some=1
		elif grep -Eq "$ours" "$said.err"; then
			return 1
		else
			printf '%s\t%s\n' "$linux/$file" "$(grep -m 1 -E '^Fatal|[Ee]rror' "$said.err")" >> "$said.died"
		fi
	done < "$chunk"
	[ -n "$some" ]
}
: > "$said"
: > "$said.died"
if ! run "$said.group" && { : > "$said"; : > "$said.died"; ! each; }; then
	touch "$work/failed"
	sed -n '/[^ ]/s/^/  /p' "$said.err" | tail -n 8 >&2
	echo "check: $rule: did not run to its end on these, with the message above: $(xargs < "$chunk")" >&2
	exit 1
fi
if [ "$rule" = functions ]; then
	# One that dies would leave the others of a run unread.
	parse() { "$spatch" --no-includes --macro-file "$macros" --parse-c "$@" 2>&1; }
	mapfile -t files < <(sed '/^$/d' "$said.group")
	parse "${files[@]}" > "$said.parse" ||
		for file in "${files[@]}"; do parse "$file" || true; done > "$said.parse"
fi
echo >> "$work/done"
echo "check: $(wc -l < "$work/done") of ${total:?}: $rule, $(wc -l < "$chunk") files" >&2
