#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Fail if Coccinelle did not parse in full what the conversion touches: it skips
# a function that it cannot parse, without a word and with success.
#
# usage: parsed.sh [--rules FOLDER] TREE FILE...
#
# What is touched: the walker's functions, and those that a .cocci of FOLDER names,
# which is this one. There, no token may be bad, and none may have been left out but
# the annotations in macros.h. Exit status: 1 if not so, 2 for a mistake of ours.
set -eu
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
rules=$here
if [ "${1-}" = --rules ] && [ $# -ge 2 ]; then
	rules=$2
	shift 2
fi
[ $# -ge 2 ] || { sed -n '3,10s/^# \{0,1\}//p' "$0"; exit 2; }
tree=$1
shift

(need_spatch 1.1 && need python3 python3) || exit 2
status=0
for file in "$@"; do
	[ -r "$tree/$file" ] || { (die "$tree/$file: not readable; give the top folder of a kernel tree") || exit 2; }
	spatch --no-includes --macro-file-builtins "$here/macros.h" --parse-c "$tree/$file" < /dev/null 2>&1 |
		python3 -B "$here/account/parsed.py" "$here" "$rules" "$tree" "$file" || status=$?
	[ "$status" -lt 2 ] || exit 2
done
exit $status
