#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] series.sh [ROW...]
#
# Compiles mm/, kernel/events/core.o and arch/ARCH/mm/ of each ROW (default: one
# of each way to lay out page tables, and the kernels without fast gup) after
# each patch of the series in OUT, and of OUT/enable, so that a bisection may stop
# at any of them. A patch that only touches other architectures' folders is
# skipped for a row. A row that fails is also compiled without any patch, to say
# whether the series is to blame. After the last patch each row has the walker that it
# is due (see walker.sh).

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
rows=${*:-$BOOT_ROWS $NATIVE_ROWS $BUILD_ROWS}
# shellcheck disable=SC2086 # a list of names
tree_to_patch bisect $rows

# compile TREE DIR: for the row set up, the folders that the series touches
compile()
{
	"$here/configure.sh" "$ROW" "$1" "$2" || return
	goals=mm/
	! grep -qx CONFIG_PERF_EVENTS=y "$2/.config" ||
		goals="$goals kernel/events/core.o"
	[ ! -d "$1/arch/$KARCH/mm" ] || goals="$goals arch/$KARCH/mm/"
	# Cheap to make again; without it a make that makes nothing passes for one that did.
	rm -f "$2/mm/built-in.a"
	# shellcheck disable=SC2086 # a list of goals
	kbuild "$1" "$2" prepare >"$2/log" 2>&1 && kbuild "$1" "$2" $goals >"$2/log" 2>&1 &&
		{ [ -f "$2/mm/built-in.a" ] || { echo "error: make ended well, and made no mm/built-in.a" >>"$2/log"; false; }; }
}

# blame: why the row set up failed, and whether it does so without any patch, too
blame()
{
	[ ! -f "$work/$ROW/log" ] || grep -m 1 -E 'error|\*\*\*' "$work/$ROW/log" || :
	if compile "$LINUX" "$work/$ROW-before" >/dev/null 2>&1; then
		echo "(before the series it compiles)"
	else
		echo "(nor does it before the series)"
	fi
}

# try ROW PATCH
try()
{
	arch_setup "$1"
	if compile "$tree" "$work/$1"; then
		echo "ok - $1: after ${2##*/}"
		good=$((good + 1))
	else
		echo "not ok - $1: after ${2##*/}: $(blame | paste -sd ' ')"
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

# was: the walker of the row set up before any patch, by Kconfig's word alone
was()
{
	"$here/configure.sh" "$ROW" "$LINUX" "$work/$ROW-was" >&2 || return
	if grep -qxE 'CONFIG_HAVE_(GUP_FAST|FAST_GUP)=y' "$work/$ROW-was/.config"; then
		echo theirs
	else
		echo none
	fi
}

# walker ROW: as it was compiled last
walker()
{
	arch_setup "$1"
	# shellcheck disable=SC2046 # a list of files
	if was=$(was) && said=$("$here/walker.sh" "$ROW" "$KARCH" "$tree" "$work/$ROW" --of "$was" \
		$(row_patches "$OUT") 2>&1); then
		echo "ok - $ROW: after the last patch its walker is: $said"
		good=$((good + 1))
	else
		echo "not ok - $ROW: after the last patch: ${said-$was}"
		bad=$((bad + 1))
	fi
}

good=0
bad=0
skipped=0
for patch in $(all_patches "$OUT"); do
	patch -d "$tree" -p1 -s -f -F0 <"$patch" ||
		die "${patch##*/} does not apply to $LINUX; type: make convert"
	left_out=
	for row in $rows; do
		if elsewhere "$patch"; then
			left_out="$left_out $row"
			skipped=$((skipped + 1))
		else
			try "$row" "$patch"
		fi
	done
	[ -z "$left_out" ] || echo "# skipped, as ${patch##*/} does not touch them:$left_out"
done
for row in $rows; do
	walker "$row"
done
[ $((good + bad)) != 0 ] || { echo "not ok - nothing was compiled"; bad=1; }
echo "$skipped skipped"
echo "$good passed, $bad failed"
[ "$bad" = 0 ]
