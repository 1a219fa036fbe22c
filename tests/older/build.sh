#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: build.sh ARCH TREE DIR [SERIES...]
#
# Builds an older Linux TREE for ARCH (x86, arm, arm64) in DIR, with the patches of each
# SERIES (a folder) on a copy of it, and prints where the image is. What a compiler of
# today asks for beside that is changed in the copy only. CONFIG="FILE..." adds fragments
# to config/common and config/ARCH; JOBS is make's. What is in DIR already is built on;
# give another DIR for another SERIES.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -ge 3 ] || usage 2
older_setup "$1"
tree=$2
[ -f "$tree/mm/util.c" ] || die "'$tree' is no Linux tree; give the path of one"
need "${CROSS}gcc" "$CC_PACKAGE"
mkdir -p "$3"
dir=$(cd "$3" && pwd)
shift 3

if [ ! -d "$dir/tree" ]; then
	copy_tree "$tree" "$dir/copy"
	for series; do
		for patch in "$series"/*.patch; do
			[ -f "$patch" ] || die "'$series' has no patch; give the folder of a series"
			patch -d "$dir/copy" -p1 -s --no-backup-if-mismatch <"$patch" >"$dir/patch.log" ||
				die "$patch does not apply; read $dir/patch.log"
		done
	done
	# Each compiler had a header; the last one that was known will do.
	include=$dir/copy/include/linux
	major=$("${CROSS}gcc" -dumpversion | cut -d . -f 1)
	known=$(find "$include" -name 'compiler-gcc[0-9]*.h' | sort | tail -n 1)
	if [ -n "$known" ] && [ ! -f "$include/compiler-gcc$major.h" ]; then
		cp "$known" "$include/compiler-gcc$major.h"
	fi
	# A register variable that is const is none.
	uaccess=$dir/copy/arch/arm/include/asm/uaccess.h
	[ ! -f "$uaccess" ] || sed -i 's/register const typeof/register typeof/' "$uaccess"
	mv "$dir/copy" "$dir/tree"
fi

# kbuild TARGET...
kbuild()
{
	make -s -C "$dir/tree" O="$dir/build" -j"${JOBS-2}" ARCH="$KARCH" CROSS_COMPILE="$CROSS" \
		HOSTCFLAGS="-O2 -fcommon" KCFLAGS="$FLAGS" ${LINKER:+"LD=$LINKER"} "$@"
}

mkdir -p "$dir/build"
log=$dir/build.log
# shellcheck disable=SC2086 # a list of files
cat "$here/config/common" "$here/config/$KARCH" ${CONFIG-} >"$dir/fragment"
if [ ! -f "$dir/build/.config" ] || ! cmp -s "$dir/fragment" "$dir/configured"; then
	kbuild KCONFIG_ALLCONFIG="$dir/fragment" allnoconfig >"$log" 2>&1 ||
		die "the configuration failed; read $log"
	cp "$dir/fragment" "$dir/configured"
fi
# If it fails there is none, not one of an earlier run.
rm -f "$dir/build/$IMAGE"
kbuild "$TARGET" >"$log" 2>&1 || {
	tail -n 20 "$log" >&2
	die "the kernel does not build; read $log"
}
echo "$dir/build/$IMAGE"
