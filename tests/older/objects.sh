#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does each patch of a series for an older tree compile, without a new warning? For each
# row of "rows" whose architecture the series moves: its mm/ before, with the walker
# beside its own, and on the walker.
#
# usage: objects.sh TREE SERIES FOLDER [ROW...]	TAP on stdout
set -eu
here=$(dirname "$(readlink -f "$0")")
[ $# -ge 3 ] || { sed -n '3,7s/^# \{0,1\}//p' "$0"; exit 2; }
tree=$(readlink -f "$1") series=$(readlink -f "$2")
[ -f "$tree/mm/util.c" ] || { echo "objects: '$1' is no Linux tree; give the path of one" >&2; exit 2; }
ls "$series"/0001-*.patch > /dev/null 2>&1 || { echo "objects: '$2' has no patches; type: make convert" >&2; exit 2; }
mkdir -p "$3"
work=$(readlink -f "$3")
shift 3

number=0 failed=0 said=''
result() { # STATUS WHAT
	number=$((number + 1))
	[ "$1" = 0 ] && echo "ok $number - $2" || { echo "not ok $number - $2"; printf '%s\n' "$said" | sed 's/^/#   /' | head -n 20; failed=$((failed + 1)); }
}

# Three trees that share what the series leaves alone; patch makes files of its own.
copy() { # NAME PATCH...
	local copy=$work/$1 major known patch
	shift
	rm -rf "$copy"
	cp -al "$tree" "$copy" 2> /dev/null || cp -a "$tree" "$copy"
	for patch; do
		patch -d "$copy" -p1 -s --no-backup-if-mismatch < "$patch" || { echo "objects: $patch does not apply to $tree" >&2; exit 2; }
	done
	major=$(gcc -dumpversion | cut -d . -f 1)
	known=$(find "$copy/include/linux" -name 'compiler-gcc[0-9]*.h' | sort | tail -n 1)
	[ -z "$known" ] || [ -e "$copy/include/linux/compiler-gcc$major.h" ] || cp "$known" "$copy/include/linux/compiler-gcc$major.h"
}
mapfile -t patches < <(find "$series" -name '0*.patch' ! -name '0000-*' | LC_ALL=C sort)
copy before
copy beside "${patches[0]}"
copy after "${patches[@]}"

# kbuild COPY FLAGS TARGET...: in a folder of the row's own
kbuild() {
	local copy=$1 own=$2
	shift 2
	make -s -k -C "$work/$copy" O="$work/$row-$copy" -j2 ARCH="$arch" CROSS_COMPILE="$prefix" HOSTCFLAGS='-O2 -fcommon -w' \
		KCFLAGS="$own -fno-strict-aliasing -std=gnu89 $flags" "$@" > "$work/$row-$copy.log" 2>&1
}

# Warnings, without places that move.
warnings() { sed -nE "s,.*/(before|beside|after)/,,; s/^([^: ]+):[0-9]+:[0-9]+: (warning|error): /\1: /p" "$@" | LC_ALL=C sort -u; }

while read -r row arch prefix package flags symbols; do
	case $row in ''|'#'*) continue ;; esac
	[ $# = 0 ] || [[ " $* " = *" $row "* ]] || continue
	folder=$arch
	[ "$arch" != i386 ] || folder=x86
	[ -e "$tree/arch/$folder/mm/gup.c" ] && [ ! -e "$work/after/arch/$folder/mm/gup.c" ] || continue
	[ "$prefix" != - ] || prefix=''
	[ "$flags" != - ] || flags=''
	# Flags may be two words: the first of the symbols is in capitals.
	while [[ $symbols = -* ]]; do flags="$flags ${symbols%% *}" symbols=${symbols#* }; done
	command -v "${prefix}gcc" > /dev/null || { number=$((number + 1)); echo "ok $number - $row # SKIP no ${prefix}gcc; type: apt-get install $package"; continue; }
	# shellcheck disable=SC2086 # a list of symbols
	printf 'CONFIG_%s=y\n' MMU SMP SWAP SHMEM FUTEX HUGETLBFS TRANSPARENT_HUGEPAGE DEBUG_KERNEL DEBUG_VM $symbols > "$work/$row.config"
	for copy in before beside after; do
		mkdir -p "$work/$row-$copy"
		kbuild $copy -w KCONFIG_ALLCONFIG="$work/$row.config" allnoconfig && kbuild $copy -w prepare scripts ||
			{ said=$(grep -m 5 -i error "$work/$row-$copy.log"); result 1 "$row: $copy is configured"; continue 2; }
	done
	rc=0; kbuild before -w mm/util.o "arch/$folder/mm/" || rc=1
	said=$(grep -m 5 -i error "$work/$row-before.log" || true)
	result $rc "$row: mm/ compiles before"
	rc=0; kbuild beside -w mm/util.o "arch/$folder/mm/" || rc=1
	said=$(grep -m 5 -i error "$work/$row-beside.log" || true)
	result $rc "$row: with the walker beside its own"
	rc=0; kbuild after -w mm/gup_fast.o mm/gup_public.o mm/util.o "arch/$folder/mm/" || rc=1
	said=$(grep -m 5 -i error "$work/$row-after.log" || true)
	result $rc "$row: on the walker, $(stat -c %s "$work/$row-after/mm/gup_fast.o" 2> /dev/null || echo no) bytes"
	[ $rc = 0 ] || continue
	# What headers say, they say to others as well.
	rm -f "$work/$row-before/arch/$folder/mm/gup.o" "$work/$row-before"/mm/{util,memory,swap}.o "$work/$row-after"/mm/gup_{fast,public}.o
	kbuild before '' "arch/$folder/mm/gup.o" mm/util.o mm/memory.o mm/swap.o || true
	warnings "$work/$row-before.log" > "$work/$row.before"
	kbuild after '' mm/gup_fast.o mm/gup_public.o || true
	warnings "$work/$row-after.log" > "$work/$row.after"
	said=$(comm -13 "$work/$row.before" "$work/$row.after")
	[ -z "$said" ] && rc=0 || rc=1
	result $rc "$row: no warning that the tree did not have"
done < <(sed 's/[[:space:]][[:space:]]*/ /g' "$here/rows")
echo "1..$number"
echo "$((number - failed)) passed, $failed failed"
[ $failed = 0 ] && [ $number -gt 0 ]
