# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by the scripts beside it: errors that name the way out, and progress.

# Ctrl-C: a program that handles it, as spatch does, must not have us go on.
trap 'exit 130' INT TERM

told=''
die() { told=1; echo "${verb:-convert}: $*" >&2; exit 1; }
say() { echo "${verb:-convert}: $*"; }

# need PROGRAM PACKAGE...
need() {
	command -v "$1" > /dev/null || die "$1 is missing; type: apt-get install $2, or make deps"
}

# Who is on the walker in mm/gup.c: it selects that, or has the symbol in its own Kconfig.
# shellcheck disable=SC2154 # who sources this sets linux
shares() { grep -qsE '^([[:space:]]*select|config) HAVE_(GENERIC(_RCU)?_GUP|FAST_GUP|GUP_FAST)\>' "$linux/arch/$1/Kconfig"; }

# spoken PATTERN: a pattern of grep in words, for a message: a macro's name if it is that
# of a macro, and else without what only grep reads.
spoken() {
	sed -E 's/\\([<>])//g; s/\[\[:space:\]\](\*|\\\{[0-9,]*\\\})?/ /g; s/\\[(]/{/g; s/\\[)](\\\?)?/}/g; s/\\[|]\^?/ or /g
		s/\[\^?\\*\]//g; s/\.\*/ ... /g; s/[$]$//; s/^\^//; s/\\([.*^$\\[])/\1/g; s/ +/ /g; s/^ //; s/ $//
		s/^#define ([A-Za-z_0-9]+)(\([^ ]*)?$/the macro \1/' <<< "$1"
}

# For a stage's trap on EXIT: what nobody foresaw ends with a sentence, too.
unforeseen() {
	local why=', which may be a bug of this project'

	[ "$1" != 0 ] && [ "$1" != 130 ] && [ -z "$told" ] || return 0
	# Is it for want of space? A megabyte is more than any file that is written.
	{ head -c 1048576 /dev/zero > "$work/room"; } 2> /dev/null || why="; is there space left in $out and ${TMPDIR:-/tmp}?"
	rm -f "$work/room"
	echo "${verb:-convert}: ${0##*/} stopped with the message above$why" >&2
}

# As "make kernelversion", but whatever the caller's make has set.
kernelversion() {
	awk '$2 == "=" && /^(VERSION|PATCHLEVEL|SUBLEVEL|EXTRAVERSION) / {
		printf "%s%s", n++ && $1 != "EXTRAVERSION" ? "." : "", $3
	}' "$1/Makefile"
}

# entry TREE: what its public functions called, before there was a seam
entry() {
	if grep -qw lockless_pages_from_mm "$1/mm/gup.c"; then
		echo internal_get_user_pages_fast
	else
		echo gup_fast_fallback
	fi
}

# generations FOLDER: the files of core/FOLDER, and for which trees they are
generations() { sed -n 's/^ \* gup-kernel-of: //p' "$top/core/$1"/*.[ch] | sort -V | paste -sd '|' | sed 's/|/, /g'; }

# kernel_generation TREE FOLDER: which of core/FOLDER's files is for that tree
# (generation.py). If there is none, the one of which least is unmet is named, with that.
kernel_generation() {
	local answer nearest needs missing

	if answer=$(python3 -B "$top/coccinelle/convert/generation.py" "$1" "$top/core/$2"/*.[ch]); then
		echo "$answer"
		return
	fi
	[ -n "$answer" ] || die "generation.py stopped with the message above, which is a bug of this project"
	read -r nearest needs missing <<< "$answer"
	die "LINUX=$1: this kernel generation has no file in core/$2/ yet; nearest is $nearest, and of its $needs needs $missing unmet, as said above; known are $(generations "$2"); core/kernels/README says how to write one"
}

# included FOLDER FILE: what core/FOLDER/FILE includes of its folder, and that does in turn,
# each with its place in the tree
included() {
	local header

	for header in "$top/core/$1"/*.h; do
		header=${header##*/}
		! grep -qxF "#include \"$header\"" "$top/core/$1/$2" || { echo "$1/$header mm/$header"; included "$1" "$header"; }
	done
}

# core_files KERNEL: what of core/ goes into a tree, each with its place there
core_files() {
	local file

	echo "kernels/$1 mm/gup_kernel.h"
	included kernels "$1" | awk '!seen[$0]++'
	for file in "$top"/core/*.[ch]; do
		file=${file##*/}
		# What ports include as <asm-generic/...> goes there.
		if grep -qs "^#include <asm-generic/$file>" "$top"/arch-*/*.h; then
			echo "$file include/asm-generic/$file"
		else
			echo "$file mm/$file"
		fi
	done
}

# otherwise FILE...: what these of core/ do otherwise than the tree's own, in words
otherwise() {
	(cd "$top/core" && sed -n 's/^ \* gup-kernel-otherwise: //p' "$@") | xargs -d '\n' | sed 's/;$/./'
}

# newest_enough HAVE WANT: is version HAVE at least WANT?
newest_enough() { printf '%s\n%s\n' "$2" "$1" | sort -VC; }

# need_spatch VERSION: this one or a newer. spatch starts slowly, so the scripts that this
# one starts inherit the answer.
need_spatch() {
	local version spatch=${SPATCH:-spatch}

	[ "${spatch_known-}" != "$spatch $1" ] || return 0
	need "$spatch" coccinelle
	version=$("$spatch" --version | sed -n 's/^spatch version \([0-9.]*[0-9]\).*/\1/p')
	newest_enough "$version" "$1" ||
		die "spatch ${version:-of no known version} is too old, $1 is needed; type: apt-get install coccinelle, or make deps"
	export spatch_known="$spatch $1"
}

# insert after|before FILE LINE TEXT: put TEXT beside the one line that is LINE.
# Nothing is guessed: LINE must be there once, byte for byte.
insert() {
	local found

	found=$(grep -cxF -- "$3" "$2" || true)
	[ "$found" = 1 ] ||
		die "${2#*/.work/tree/}: expected the line '$3' once, found it $found times; this must stand $1 it: $4"
	WHERE=$1 LINE=$3 TEXT=$4 awk '
		$0 == ENVIRON["LINE"] && ENVIRON["WHERE"] == "before" { print ENVIRON["TEXT"] }
		{ print }
		$0 == ENVIRON["LINE"] && ENVIRON["WHERE"] == "after" { print ENVIRON["TEXT"] }
	' "$2" > "$2.new"
	mv "$2.new" "$2"
}
