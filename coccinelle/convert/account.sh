#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Say of each statement of a tree's own fast gup walker where it goes: into an
# op of the contract, into the core, into the kernel's services, or nowhere, and
# why. What is not known is named, and stops the conversion.
#
# usage: account.sh [--answers FILE] TREE [FILE...]
#        account.sh --private ARCH HEADER TREE [FILE...]
#
#   TREE  a kernel tree; it is only read. Its mm/gup.c is always looked at, or with
#         --private arch/ARCH/mm/gup.c
#   FILE  headers of the tree with an architecture's hooks, as arch/.../pgtable.h; or
#         other files with a part of a private walker
#   --answers  what the user says of statements that are not known (account/answers.py)
#   HEADER  where the <asm/gup_ops.h> goes that a private walker amounts to; beside it
#         goes HEADER.bugs: what is not carried over since it was wrong
#
# On stdout, by file and line, with tabs between: place, function ("-" for none),
# the statement's first line, destination. Exit status: 1 if something in the
# tree is not known, 2 if something is wrong with our rules or programs.
set -eu
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
first=mm/gup.c mode=() header='' answers=()
if [ "${1-}" = --answers ] && [ $# -ge 2 ]; then
	answers=(--answers "$(readlink -f "$2")")
	shift 2
fi
if [ "${1-}" = --private ] && [ $# -ge 4 ]; then
	arch=$2 header=$3 first=arch/$2/mm/gup.c mode=(--private)
	shift 3
fi
[ $# -ge 1 ] || { sed -n '3,20s/^# \{0,1\}//p' "$0"; exit 2; }
tree=$1
shift

(need_spatch 1.1 && need python3 python3) || exit 2
spatch --version | grep -q '^Python scripting support: yes' ||
	{ (die "this spatch was built without Python; type: apt-get install coccinelle") || exit 2; }
for file in "$first" "$@"; do
	[ -r "$tree/$file" ] || { (die "$tree/$file: not readable; give the top folder of a kernel tree") || exit 2; }
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mapfile -t files < <(printf '%s\n' "$first" "$@" | sort -u)
# A private walker is spelled otherwise beside the tree, line by line.
if [ "${mode[*]}" ]; then
	what=("$work/tree" "$tree" "${files[@]}")
else
	ln -s "$(readlink -f "$tree")" "$work/tree"
	what=("$tree")
fi
python3 -B "$here/account/account.py" "${mode[@]}" rules "${what[@]}" > "$work/rules.cocci" || exit 2
# In a folder of our own: Python looks for its modules in the current one first.
status=0
(cd "$work" && spatch --very-quiet --no-includes --macro-file-builtins "$here/macros.h" \
	--sp-file rules.cocci "${files[@]/#/tree/}" < /dev/null > seen 2> log) || status=$?
if [ "$status" != 0 ] || ! [ -s "$work/seen" ]; then
	# Ctrl-C: who runs this says so.
	[ "$status" != 130 ] && ! grep -q 'C-c' "$work/log" || exit 130
	grep -v '^warning:' "$work/log" >&2 ||
		(die "spatch stopped with status $status and without a message; is there enough memory?") || exit 2
	(die "spatch stopped with the message above; the rules in $here/account/ need a look") || exit 2
fi
python3 -B "$here/account/account.py" "${answers[@]}" "${mode[@]}" join "$tree" "${files[@]}" < "$work/seen"
[ -n "$header" ] || exit 0
python3 -B "$here/account/account.py" --private header "$arch" "$tree" "${files[@]}" < "$work/seen" > "$header" 2> "$header.bugs" || {
	status=$?
	cat "$header.bugs" >&2
	exit $status
}
