#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] [BOOTS=9] uml.sh [TSV]
#
# Measures User-Mode Linux without fast gup, and with the series of OUT and what
# OUT/enable/um adds: gup_test, and O_DIRECT reads of an ext2 file on a RAM disk. UML
# is an ordinary process, so these are nanoseconds of this machine, on real caches.
# Both kernels boot BOOTS times, in turn, so that whatever else the machine does
# meets both; a figure is the median of all repetitions, its spread the least and the
# most. Asserts nothing. Progress goes to stderr, lines for the report into TSV.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
kernel=$here/../kernel
# shellcheck source=tests/kernel/arch.sh
. "$kernel/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -le 1 ] || usage 2
boots um
need_compiler
need mke2fs e2fsprogs
tsv=${1-/dev/null}
mb=64
: "${BOOTS:=9}"
case $BOOTS in
'' | *[!0-9]* | 0) die "BOOTS=$BOOTS is no number of boots; give one, as 9" ;;
esac
[ -d "${OUT-}/enable/um" ] ||
	die "OUT=${OUT-} has no enable/um, without which um has no fast gup; type: make enable ARCH=um"

"$kernel/images.sh" um >&2
boot=$(boot_folder)
mkdir -p "$boot/uml"
dir=$(cd "$boot/uml" && pwd)

# name in the log, name in the report, goal, command but for its number of calls
rows()
{
	for pages in anonymous:-T shmem:-S; do
		for call in get:-u pin:-a; do
			for n in 1 16 512; do
				goal=-
				[ "$n" != 512 ] || goal=uml512
				echo "${pages%:*}-${call%:*}-$n|${pages%:*} 4K, ${call%:*}, $n a call|$goal|gup_test" \
					"${call#*:} ${pages#*:} -w -m $mb -r 101 -n $n"
			done
		done
	done
	for read in 4K:4096 1M:1048576; do
		echo "read-${read%:*}|O_DIRECT read, ${read%:*} a call|-|direct_read /bin/ext2.img /dev/ram1" \
			"${read#*:} 9"
	done
}

gcc -O2 -static -Wall -Wextra -o "$dir/direct_read" "$here/direct_read.c" >&2 ||
	die "direct_read.c does not build; type: make deps"
rm -f "$dir/ext2.img"
truncate -s 48M "$dir/ext2.img"
mke2fs -q -t ext2 -b 4096 "$dir/ext2.img" >&2 || die "mke2fs made no file system"
rows | while IFS='|' read -r name _ _ command; do
	echo "$name|120|./$command"
done >"$dir/list"
MORE="$dir/direct_read $dir/ext2.img" "$kernel/selftests.sh" um "$LINUX" "$dir/bin" "$dir/list" >&2

rm -f "$dir"/*.log
i=0
while [ $i -lt "$BOOTS" ]; do
	i=$((i + 1))
	# Who comes first has the caches of whatever was before; so each does in turn.
	sides="base conv"
	[ $((i % 2)) = 1 ] || sides="conv base"
	for side in $sides; do
		echo "uml: boot $i of $BOOTS, $side" >&2
		"$kernel/boot.sh" um "$boot/images/um-$side" "$dir/bin/initramfs.gz" \
			"$dir/$side-$i.log" 600 >"$dir/progress" || {
			cat "$dir/progress" >&2
			exit 1
		}
	done
done

# figure SIDE NAME: median, least, most, in ns a page, of all repetitions
figure()
{
	cat "$dir/$1"-*.log | tr -d '\r' | awk -v name="$2" -v pages=$((mb * 256)) '
		/@@@ begin / { here = $NF == name }
		/@@@ end / { here = 0 }
		here && match($0, /Time: get:[0-9]+/) {
			print substr($0, RSTART + 10, RLENGTH - 10) * 1000 / pages }
		here && match($0, /call: [0-9.]+ ns/) { print substr($0, RSTART + 6, RLENGTH - 9) }' |
		sort -n | awk '
			{ v[NR] = $1 }
			END {
				if (!NR)
					exit 1
				half = int((NR + 1) / 2)
				printf "%.1f %.1f %.1f\n", NR % 2 ? v[half] : (v[half] + v[half + 1]) / 2, v[1], v[NR]
			}'
}

echo "um, ns per page of 4 kB, write; medians of $BOOTS boots:" >&2
printf '%-36s %9s %9s %6s  %s\n' pages before after ratio spread >&2
mkdir -p "$(dirname "$tsv")"
rows | while IFS='|' read -r name what goal command; do
	base=$(figure base "$name") && conv=$(figure conv "$name") ||
		die "'$name' printed no figure; read $dir/base-1.log"
	# shellcheck disable=SC2086 # three numbers each
	set -- $base $conv
	spread="before $2..$3, after $5..$6"
	printf '%-36s %9s %9s %6s  %s\n' "$what" "$1" "$4" \
		"$(echo "$1 $4" | awk '{ printf "%.3f", $2 / $1 }')" "$spread" >&2
	printf 'uml\t%s\tum\t%s\tns/page\t%s\t%s\t%s\t%s\n' "$goal" "$what" "$1" "$4" "$spread" \
		"make bench T=uml"
done >"$tsv"
