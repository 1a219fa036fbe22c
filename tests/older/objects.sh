#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: objects.sh ARCH TREE DIR SERIES
#
# Compiles, after each patch of SERIES (a folder) on a copy of TREE, what it concerns:
# with config/ARCH and each config/ARCH-*, the objects below in mm/ and arch/ARCH/mm/.
# A warning that TREE does not give is a failure, too. TAP; everything is in DIR.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# = 4 ] || usage 2
arch=$1
older_setup "$arch"
[ -f "$2/mm/util.c" ] || die "'$2' is no Linux tree; give the path of one"
tree=$(cd "$2" && pwd)
series=$(cd "$4" && pwd)
rm -rf "$3"
mkdir -p "$3"
dir=$(cd "$3" && pwd)
need "${CROSS}gcc" "$CC_PACKAGE"
# -w hides what is looked for; what gcc of today says of old code is the same before.
FLAGS=$(echo "$FLAGS" | sed 's/-w //')
objects="mm/gup_fast.o mm/gup_public.o mm/memory.o mm/huge_memory.o mm/pgtable-generic.o mm/mmap.o
	mm/mremap.o mm/mprotect.o mm/hugetlb.o fs/exec.o arch/$arch/mm/flush.o arch/$arch/mm/mmu.o"

cp -a "$tree" "$dir/tree"
cp "$(find "$dir/tree/include/linux" -name 'compiler-gcc[0-9]*.h' | sort | tail -n 1)" \
	"$dir/tree/include/linux/compiler-gcc$("${CROSS}gcc" -dumpversion | cut -d . -f 1).h"
sed -i 's/register const typeof/register typeof/' "$dir/tree/arch/arm/include/asm/uaccess.h"

# kbuild CONFIGURATION TARGET...
kbuild()
{
	o=$dir/$1
	mkdir -p "$o"
	shift
	make -k -s -C "$dir/tree" O="$o" -j"${JOBS-2}" ARCH="$KARCH" CROSS_COMPILE="$CROSS" \
		HOSTCFLAGS="-O2 -fcommon" KCFLAGS="$FLAGS" "$@"
}

# What there is to be compiled in this configuration: gup_fast.o only where it is selected.
wanted()
{
	for object in $objects; do
		case $object in
		mm/gup_*) grep -q '^CONFIG_GUP_FAST_PORTABLE=y' "$dir/$1/.config" || continue ;;
		mm/huge_memory.o) grep -q '^CONFIG_TRANSPARENT_HUGEPAGE=y' "$dir/$1/.config" || continue ;;
		mm/hugetlb.o) grep -q '^CONFIG_HUGETLBFS=y' "$dir/$1/.config" || continue ;;
		mm/m*.o|arch/*/flush.o|arch/*/mmu.o|mm/pgtable-generic.o)
			case $1:$object in
			*nommu:mm/mprotect.o|*nommu:mm/m[mr]*.o|*nommu:mm/memory.o|*nommu:*pgtable*|*nommu:arch*) continue ;;
			esac ;;
		esac
		echo "$object"
	done
}

# compile CONFIGURATION LOG: what is wrong, in LOG.
compile()
{
	cat "$here/config/common" "$here/config/$1" >"$dir/fragment"
	kbuild "$1" KCONFIG_ALLCONFIG="$dir/fragment" allnoconfig >"$2" 2>&1 || return 1
	# shellcheck disable=SC2046 # a list of names
	kbuild "$1" $(wanted "$1") >"$2" 2>&1
}

# Messages without places, since the lines move.
messages()
{
	grep -aE '(warning|error): ' "$1" | sed 's/^[^ ]*: //' | sort -u
}

configurations=$(cd "$here/config" && find . -name "$arch" -o -name "$arch-*" | sed 's,^\./,,' | sort)
steps=$(find "$series" -name '*.patch' | sort)
echo "TAP version 13"
echo "1..$(($(echo "$configurations" | wc -l) * $(echo "$steps" | wc -l)))"
for configuration in $configurations; do
	compile "$configuration" "$dir/$configuration.before" ||
		touch "$dir/$configuration.skip"
	messages "$dir/$configuration.before" >"$dir/$configuration.known"
done
number=0
failed=0
for patch in $steps; do
	patch -d "$dir/tree" -p1 -s --no-backup-if-mismatch <"$patch" >/dev/null || die "$patch does not apply"
	for configuration in $configurations; do
		number=$((number + 1))
		name="objects: ${patch##*/} [$configuration]"
		log=$dir/$configuration.$number
		if [ -e "$dir/$configuration.skip" ]; then
			echo "ok $number - $name # SKIP the tree itself does not compile so; see $dir/$configuration.before"
		elif compile "$configuration" "$log" &&
				[ -z "$(messages "$log" | comm -23 - "$dir/$configuration.known")" ]; then
			echo "ok $number - $name"
		else
			failed=$((failed + 1))
			echo "not ok $number - $name"
			messages "$log" | comm -23 - "$dir/$configuration.known" | head -n 5 | sed 's/^/#   /'
		fi
	done
done
echo "$((number - failed)) passed, $failed failed"
[ $failed = 0 ]
