#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] icount.sh [ROW]
#
# Measures gup_test on the kernel of ROW (default x86) without and with the
# series, in guest instructions a page, with 1 and 512 pages a call: QEMU's
# -icount makes guest time count instructions, so the figures do not depend on
# the machine. Builds what is missing. Asserts nothing.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -le 1 ] || usage 2
row=${1:-x86}
boots "$row"
need "$QEMU" "$QEMU_PACKAGE"
mb=64

"$here/images.sh" "$row"
boot=$(boot_folder)
dir=$boot/icount
mkdir -p "$dir"

# name in the log, name in the table, options
rows()
{
	cat <<-END
		anon-get:anonymous 4K, get:-u -T
		anon-pin:anonymous 4K, pin:-a -T
		shmem-pin:shmem 4K, pin:-a -S
		thp-get:THP, get:-u -t
		thp-pin:THP, pin:-a -t
		hugetlb-pin:hugetlb 2M, pin:-a -H
		anon-longterm:anonymous 4K, long-term pin (slow path):-L -T
	END
}

rows | while IFS=: read -r name _ options; do
	for n in 1 512; do
		echo "$name-$n|600|./gup_test $options -w -m $mb -r 3 -n $n"
	done
done >"$dir/list"
"$here/selftests.sh" "$row" "$LINUX" "$dir/$ABI" "$dir/list"
for side in base conv; do
	ICOUNT=1 "$here/boot.sh" "$row" "$boot/images/$row-$side" \
		"$dir/$ABI/initramfs.gz" "$dir/$row-$side.log"
done

# figure SIDE NAME: the median of the three repetitions. The guest corrects its
# clock now and then, which makes one of them wrong, in either direction.
figure()
{
	tr -d '\r' <"$dir/$row-$1.log" | awk -v name="$2" '
		/@@@ begin / { here = $NF == name }
		here && match($0, /get:[0-9]+/) { print substr($0, RSTART + 4, RLENGTH - 4) }' |
		sort -n | awk -v mb="$mb" '
			NR == 2 { us = $1 }
			END { printf "%.1f", us * 1000 / (mb * 256) }'
}

echo "$row, guest instructions per page of 4 kB, $mb MB, write:"
printf '%-42s %5s %9s %9s %6s\n' pages call base conv ratio
rows | while IFS=: read -r name title _; do
	for n in 1 512; do
		base=$(figure base "$name-$n")
		conv=$(figure conv "$name-$n")
		printf '%-42s %5s %9s %9s %6s\n' "$title" "$n" "$base" "$conv" \
			"$(echo "$base $conv" |
			awk '{ printf "%.2f", $1 ? $2 / $1 : 0 }')"
	done
done
