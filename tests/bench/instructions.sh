#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] instructions.sh FIGURES [ROW...]
#
# Guest instructions a page, of the kernels of each ROW without and with the
# series in OUT, into the file FIGURES (see run.sh). QEMU's -icount makes guest
# time count instructions, so it does not matter what else the machine does.
# Builds what is missing.

set -eu
bench=$(cd "$(dirname "$0")" && pwd)
here=$bench/../kernel
# shellcheck source-path=SCRIPTDIR/../kernel disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -ge 1 ] || usage 2
figures=$1
shift
rows=${*:-$BENCH_ROWS}
mb=64
for row in $rows; do
	boots "$row"
	need "$QEMU" "$QEMU_PACKAGE"
done

# shellcheck disable=SC2086 # a list of rows
"$here/images.sh" $rows >&2
boot=$(boot_folder)
for row in $rows; do
	arch_setup "$row"
	dir=$boot/bench/$row
	mkdir -p "$dir"
	for kind in anonymous shmem thp thp-by-pte mthp-64k hugetlb hugetlb-1g; do
		echo "$kind|600|./guest $mb $kind"
	done >"$dir/tests"
	"$here/initramfs.sh" "$row" "$LINUX" "$dir" "$bench/guest.c"
	for side in base conv; do
		ICOUNT=1 APPEND_MORE=$BENCH_APPEND QEMU_MORE="-m $BENCH_MEMORY" \
			"$here/boot.sh" "$row" "$boot/images/$row-$side" \
			"$dir/initramfs.gz" "$dir/$side.log" 3600 >&2
		sed "s/^/about\t$row\t$side /" "$boot/images/$row-$side.about"
	done
	awk -v row="$row" -f "$bench/instructions.awk" "$dir/base.log" "$dir/conv.log"
done >"$figures"
