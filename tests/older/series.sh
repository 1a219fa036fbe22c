#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does each patch for an older tree compile, without a warning that the tree did not
# give before? After each patch of OUT/series that concerns it, what is touched is
# compiled for each row of "rows"; then, for what OUT/enable has, the same on top.
#
# usage: LINUX=tree OUT=folder [BUILD=build] series.sh [ROW or ARCH...]	TAP on stdout
set -eu
here=$(dirname "$(readlink -f "$0")")
[ -f "${LINUX:-}/mm/util.c" ] || { echo "series: '${LINUX:-}' is no Linux tree; give LINUX= the path of one" >&2; exit 2; }
ls "${OUT:-}"/series/0*.patch > /dev/null 2>&1 || { echo "series: OUT=${OUT:-} has no series; type: make convert LINUX=$LINUX OUT=${OUT:-}" >&2; exit 2; }
tree=$(readlink -f "$LINUX")
work=${BUILD:-build}/older/$(basename "$tree")/series
mkdir -p "$work"
work=$(readlink -f "$work")
wanted=$*
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"

# copy NAME: a tree that shares with the user's what the patches leave alone; patch
# makes files of its own.
copy() {
	local major known
	rm -rf "${work:?}/$1"
	cp -al "$tree" "$work/$1" 2> /dev/null || cp -a "$tree" "$work/$1"
	major=$(gcc -dumpversion | cut -d . -f 1)
	known=$(find "$work/$1/include/linux" -name 'compiler-gcc[0-9]*.h' | sort | tail -n 1)
	[ -z "$known" ] || [ -e "$work/$1/include/linux/compiler-gcc$major.h" ] || cp "$known" "$work/$1/include/linux/compiler-gcc$major.h"
	# A register variable that is const is none. sed makes a file of its own, too.
	[ ! -f "$work/$1/arch/arm/include/asm/uaccess.h" ] || sed -i 's/register const typeof/register typeof/' "$work/$1/arch/arm/include/asm/uaccess.h"
}
apply() { patch -d "$work/$1" -p1 -s --no-backup-if-mismatch < "$2" > /dev/null || { echo "series: ${2##*/} does not apply to $tree" >&2; exit 2; }; }
patches() { find "$1" -name '0*.patch' ! -name '0000-*' 2> /dev/null | LC_ALL=C sort; }

# row NAME: its fields, as arch folder prefix package flags symbols
row() {
	read -r name arch prefix package flags symbols < <(awk -v row="$1" '$1 == row { $1 = $1; print }' "$here/rows")
	folder=$arch
	[ "$arch" != i386 ] || folder=x86
	[ "$prefix" != - ] || prefix=''
	[ "$flags" != - ] || flags=''
	while [[ $symbols = -* ]]; do flags="$flags ${symbols%% *}" symbols=${symbols#* }; done
	objects=$work/$name
}
rows_of() { # FOLDER...: the rows of these architectures that were asked for
	awk -v folders=" $* " -v wanted=" $wanted " '
		/^#/ || !NF { next }
		{ folder = $2 == "i386" ? "x86" : $2 }
		index(folders, " " folder " ") && (wanted == "  " || index(wanted, " " $1 " ") || index(wanted, " " folder " ")) { print $1 }' "$here/rows"
}

kbuild() { # COPY TARGET...
	local copy=$1
	shift
	make -s -k -C "$work/$copy" O="$objects" -j2 ARCH="$arch" CROSS_COMPILE="$prefix" HOSTCFLAGS='-O2 -fcommon -w' \
		KCFLAGS="-fno-strict-aliasing -std=gnu89 $flags" "$@"
}
# compile COPY LOG: old code does not please today's compilers, and arch/*/mm/ takes
# warnings for errors, so what counts is whether they say something new.
compile() {
	local targets="mm/util.o mm/memory.o mm/swap.o mm/mmap.o arch/$folder/mm/"
	mkdir -p "$objects"
	if [ "${symbols#@}" != "$symbols" ]; then
		cat "$here/config/common" "$here/config/${symbols#@}" > "$objects.config"
	else
		# shellcheck disable=SC2086 # a list of symbols
		printf 'CONFIG_%s=y\n' MMU SMP SWAP SHMEM FUTEX HUGETLBFS TRANSPARENT_HUGEPAGE DEBUG_KERNEL DEBUG_VM $symbols > "$objects.config"
	fi
	kbuild "$1" KCONFIG_ALLCONFIG="$objects.config" allnoconfig > "$2" 2>&1 || return 1
	kbuild "$1" prepare scripts > "$2" 2>&1 || return 1
	has() { grep -q "^CONFIG_$1=y" "$objects/.config"; }
	if has GUP_FAST_PORTABLE; then targets="$targets mm/gup_fast.o mm/gup_public.o"; fi
	if has TRANSPARENT_HUGEPAGE; then targets="$targets mm/huge_memory.o mm/pgtable-generic.o"; fi
	if has HUGETLB_PAGE; then targets="$targets mm/hugetlb.o"; fi
	# Ours are made anew: those of the patch before say nothing of this one.
	rm -f "$objects"/mm/gup_fast.o "$objects"/mm/gup_public.o
	# shellcheck disable=SC2086 # a list of targets
	kbuild "$1" $targets > "$2" 2>&1 && made=0 || made=$?
	! has GUP_FAST_PORTABLE || { [ -e "$objects/mm/gup_fast.o" ] && [ -e "$objects/mm/gup_public.o" ]; }
}
# walker COPY [--of WALKER] PATCH...: which the row was compiled with
walker() {
	local copy=$1
	shift
	"$here/../kernel/walker.sh" "$name" "$folder" "$work/$copy" "$objects" "$@"
}
# Without places, which move. What make cannot make it names, though the compiler died of
# a signal and said nothing.
messages() {
	sed -nE "s/^[^ :]+:[0-9]+(:[0-9]+)?: (warning|(fatal )?error): //p; s/^(make.*No rule.*)/\1/p
		s/^make.*\*\*\* \[([^ ]+: )?([^] ]+)\].*/not made: \2/p" "$1" | LC_ALL=C sort -u
}

# steps COPY ROWS PATCH...: after each patch, what it concerns
steps() {
	local copy=$1 rows=$2 patch name arch prefix package flags symbols folder objects said
	shift 2
	for name in $rows; do
		row "$name"
		command -v "${prefix}gcc" > /dev/null || { skip "$name" "no ${prefix}gcc; type: apt-get install $package"; rows=$(grep -vxF "$name" <<< "$rows" || true); continue; }
		rm -rf "$objects"
		compile "$copy" "$work/$name.before" || { result 1 "$name: the tree itself is compiled" "$(tail -n 5 "$work/$name.before")"; rows=$(grep -vxF "$name" <<< "$rows" || true); continue; }
		messages "$work/$name.before" > "$work/$name.known"
		echo "$made" > "$work/$name.made"
		walker "$copy" "$@" > "$work/$name.walker" || { result 1 "$name: the tree itself has its own walker"; rows=$(grep -vxF "$name" <<< "$rows" || true); continue; }
	done
	for patch; do
		apply "$copy" "$patch"
		for name in $rows; do
			row "$name"
			grep -qE "^diff --git a/(mm|include|arch/$folder)/" "$patch" || continue
			new='' rc=0
			compile "$copy" "$work/$name.log" || rc=1
			new=$(messages "$work/$name.log" | comm -13 "$work/$name.known" -)
			[ -z "$new" ] || rc=1
			# Of a tree that is not compiled in full as it is, make says so each time.
			[ "$made" = 0 ] || [ "$made" = "$(cat "$work/$name.made")" ] || rc=1 new="${new:+$new; }make ended with status $made"
			result $rc "$name: ${patch##*/}" "${new:-$(tail -n 5 "$work/$name.log")}"
		done
	done
	# Not before the last one: until then the old walker may be the one that is used.
	for name in $rows; do
		row "$name"
		rc=0
		said=$(walker "$copy" --of "$(cat "$work/$name.walker")" "$@" 2>&1) || rc=1
		result $rc "$name: after the last patch the walker is the one that is due" "$said"
	done
}

moved=$(patches "$OUT/series" | xargs sed -n 's,^ delete mode [0-9]* arch/\([a-z0-9]*\)/mm/gup.c$,\1,p' | LC_ALL=C sort -u | xargs)
# shellcheck disable=SC2086 # a list of architectures
rows=$(rows_of $moved)
copy tree
if [ -n "$rows" ]; then
	mapfile -t all < <(patches "$OUT/series")
	steps tree "$rows" "${all[@]}"
fi
for enabled in "$OUT"/enable/*/; do
	[ -d "$enabled" ] || continue
	rows=$(rows_of "$(basename "$enabled")")
	[ -n "$rows" ] || continue
	copy tree
	while read -r patch; do apply tree "$patch"; done < <(patches "$OUT/series")
	mapfile -t all < <(patches "$enabled")
	steps tree "$rows" "${all[@]}"
done
finish
