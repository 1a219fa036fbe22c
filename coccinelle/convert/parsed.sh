#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Fail if Coccinelle did not parse in full what the conversion touches: it skips
# a function that it cannot parse, without a word and with success.
#
# usage: parsed.sh TREE [--rules FOLDER] FILE...
#
# What is touched: the walker's functions, and those that a .cocci of FOLDER names,
# which is this one, or for the files behind it what --rules says. There, no token may
# be bad, and none may have been left out but the annotations in macros.h. Exit status:
# 1 if not so, 2 for a mistake of ours.
set -eu
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
[ $# -ge 2 ] || { sed -n '3,12s/^# \{0,1\}//p' "$0"; exit 2; }
(need_spatch 1.1 && need python3 python3) || exit 2
tree=$1
shift
for file in "$@"; do
	[ "$file" = --rules ] || [ -d "$file" ] || [ -r "$tree/$file" ] ||
		{ (die "$tree/$file: not readable; give the top folder of a kernel tree") || exit 2; }
done
exec python3 -B "$here/account/parsed.py" "$here" "$tree" "$@"
