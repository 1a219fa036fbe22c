#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] series.sh [ROW...]
#
# Compiles mm/, kernel/events/core.o and arch/ARCH/mm/ of each ROW (default: one
# of each way to lay out page tables, and the kernels without fast gup) after
# each patch of the series in OUT, and of OUT/enable, so that a bisection may stop
# at any of them. A patch that only touches other architectures' folders is
# skipped for a row.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
rows=${*:-$BOOT_ROWS $NATIVE_ROWS $BUILD_ROWS}
# shellcheck disable=SC2086 # a list of names
tree_to_patch bisect $rows

# compile ROW STEP: the folders that the series touches
compile()
{
	arch_setup "$1"
	dir=$work/$1
	"$here/configure.sh" "$1" "$tree" "$dir" || {
		bad=$((bad + 1))
		return
	}
	goals=mm/
	! grep -qx CONFIG_PERF_EVENTS=y "$dir/.config" ||
		goals="$goals kernel/events/core.o"
	[ ! -d "$tree/arch/$KARCH/mm" ] || goals="$goals arch/$KARCH/mm/"
	# shellcheck disable=SC2086 # a list of goals
	if kbuild "$tree" "$dir" prepare >"$dir/log" 2>&1 &&
		kbuild "$tree" "$dir" $goals >"$dir/log" 2>&1; then
		echo "ok - $1: $2"
		good=$((good + 1))
	else
		echo "not ok - $1: $2: $(grep -m 1 -E 'error|\*\*\*' "$dir/log")"
		bad=$((bad + 1))
	fi
}

# elsewhere PATCH: it touches folders of architectures only, and not the row's
elsewhere()
{
	arch_setup "$row"
	! sed -n 's,^[-+][-+][-+] [ab]/,,p' "$1" |
		grep -vE '^(MAINTAINERS$|Documentation/)' | awk -F/ -v arch="$KARCH" '
			$1 != "arch" || $2 == arch || ($2 == "x86" && arch == "um") {
				found = 1
			}
			END { exit !found }'
}

good=0
bad=0
skipped=0
for row in $rows; do
	compile "$row" "before the series"
done
for patch in $(all_patches "$OUT"); do
	patch -d "$tree" -p1 -s -f -F0 <"$patch" ||
		die "${patch##*/} does not apply to $LINUX; type: make convert"
	left_out=
	for row in $rows; do
		if elsewhere "$patch"; then
			left_out="$left_out $row"
			skipped=$((skipped + 1))
		else
			compile "$row" "after ${patch##*/}"
		fi
	done
	[ -z "$left_out" ] || echo "# skipped, as ${patch##*/} does not touch them:$left_out"
done
echo "$skipped skipped"
echo "$good passed, $bad failed"
[ "$bad" = 0 ]
