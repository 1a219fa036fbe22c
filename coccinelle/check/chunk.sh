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
status=0
run_rule "$cocci" report --timeout 300 --file-groups "$said.group" > "$said" 2> "$said.err" || status=$?
if ! ran "$status" "$said.err"; then
	touch "$work/failed"
	sed -n '/[^ ]/s/^/  /p' "$said.err" | tail -n 8 >&2
	echo "check: $rule: did not run to its end on these, with the message above: $(xargs < "$chunk")" >&2
	exit 1
fi
[ "$rule" != functions ] ||
	sed '/^$/d' "$said.group" | tr '\n' '\0' | xargs -0 spatch --no-includes --parse-c > "$said.parse" 2>&1 || true
echo >> "$work/done"
echo "check: $(wc -l < "$work/done") of ${total:?}: $rule, $(wc -l < "$chunk") files" >&2
