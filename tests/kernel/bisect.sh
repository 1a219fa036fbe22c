#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] bisect.sh [ARCH...]
#
# Compiles mm/, kernel/events/core.o and arch/ARCH/mm/ after each patch of the
# series in OUT, so that a bisection may stop at any of them.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
arches=${*:-$ALL_ARCHES}
# shellcheck disable=SC2086 # a list of names
tree_to_patch bisect $arches

# compile ARCH STEP: the folders that the series touches
compile()
{
	arch_setup "$1"
	dir=$work/$1
	mkdir -p "$dir"
	cc=${CROSS}gcc
	! command -v ccache >/dev/null 2>&1 || cc="ccache $cc"
	set -- "$1" "$2" -C "$tree" O="$dir" ARCH="$KARCH" "CROSS_COMPILE=$CROSS" "CC=$cc"
	arch=$1 step=$2
	shift 2
	if [ ! -f "$dir/.config" ]; then
		sed 's/[ \t]*# except .*//' "$here/config/common" \
			"$here/config/$arch" >"$dir/fragment"
		make -s "$@" KCONFIG_ALLCONFIG="$dir/fragment" allnoconfig \
			>"$dir/log" 2>&1
	fi
	if make -s -j"$(nproc)" "$@" prepare >"$dir/log" 2>&1 &&
		make -s -j"$(nproc)" "$@" mm/ kernel/events/core.o \
			"arch/$KARCH/mm/" >"$dir/log" 2>&1; then
		echo "ok - $arch: $step"
		good=$((good + 1))
	else
		echo "not ok - $arch: $step: $(grep -m 1 -E 'error|\*\*\*' "$dir/log")"
		bad=$((bad + 1))
	fi
}

good=0
bad=0
for arch in $arches; do
	compile "$arch" "before the series"
done
for patch in $(series_patches "$OUT/series"); do
	patch -d "$tree" -p1 -s -f -F0 <"$patch" ||
		die "${patch##*/} does not apply to $LINUX; type: make convert"
	for arch in $arches; do
		compile "$arch" "after ${patch##*/}"
	done
done
echo "$good passed, $bad failed"
[ "$bad" = 0 ]
