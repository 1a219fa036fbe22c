#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: test_rows.sh
#
# Each row of arch.sh is whole, one that is only built is not booted, a tree to patch is
# not the user's, and docs/matrix.md keeps the lines of rows that did not run. Needs no
# kernel.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# = 0 ] || usage 2
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/../tap.sh"

# report NAME COMMAND...
report()
{
	name=$1
	shift
	status=0
	"$@" >"$tmp/out" 2>&1 || status=1
	result $status "$name" "$(cat "$tmp/out")"
}

# whole ROW: its compiler, its fragment, and if it boots all that this takes
whole()
{
	arch_setup "$1"
	[ -n "$KARCH" ] || return
	[ -n "$LLVM" ] || [ -n "$CC_PACKAGE" ] || return
	[ -f "$here/config/$ROW" ] || return
	[ -n "$QEMU" ] || return 0
	[ -n "$IMAGE" ] && [ -n "$TARGET" ] && [ -f "$here/$LIST" ]
}

refused()
{
	! (boots "$1") && (boots "$1") 2>&1 | grep -q 'is only built'
}

renewed()
{
	printf '* 6.12 %s: old\n| 6.12 | %s | cow | 1/0/0 | 1/0/0 | yes |\n' \
		s390 s390 x86 x86 >"$tmp/old"
	printf '* 6.12 %s: new\n| 6.12 | %s | cow | 2/0/0 | 2/0/0 | yes |\n' \
		s390 s390 >"$tmp/new"
	awk -v known="$ALL_ROWS" -f "$here/matrix.awk" "$tmp/old" "$tmp/new" >"$tmp/md"
	[ "$(grep -E '^(\*|\| 6)' "$tmp/md" | cut -c1-25)" = "$(printf '%s\n' \
		'* 6.12 x86: old' '* 6.12 s390: new' \
		'| 6.12 | x86 | cow | 1/0/' '| 6.12 | s390 | cow | 2/0')" ] ||
		{ cat "$tmp/md"; return 1; }
}

# unlisted: a list that is none is told before a kernel is built
unlisted()
{
	! BOOT_LIST=tests.nix LINUX=$tmp OUT=$tmp BUILD=$tmp/build "$here/images.sh" x86 2>"$tmp/said" &&
		grep -q 'BOOT_LIST=tests.nix is no list; give one of: tests.gate ' "$tmp/said"
}

# patched LINK: what LINUX is a link to stays as it is when its copy is patched
patched()
(
	rm -rf "$tmp/linux" "$tmp/link" "$tmp/made"
	mkdir -p "$tmp/linux/mm" "$tmp/made/series"
	printf 'VERSION = 6\nPATCHLEVEL = 12\n' >"$tmp/linux/Makefile"
	echo old >"$tmp/linux/mm/gup.c"
	printf -- '--- a/mm/gup.c\n+++ b/mm/gup.c\n@@ -1 +1 @@\n-old\n+new\n' \
		>"$tmp/made/series/0001-new.patch"
	ln -s "$1" "$tmp/link"
	# shellcheck disable=SC2034 # tree_to_patch looks at them
	LINUX=$tmp/link OUT=$tmp/made BUILD=$tmp/build
	tree_to_patch rows
	patch -d "$tree" -p1 -s <"$(series_patches "$OUT/series")"
	[ "$(cat "$tree/mm/gup.c")" = new ] && [ "$(cat "$tmp/linux/mm/gup.c")" = old ]
)

# shellcheck disable=SC2086 # a list of rows
set -- $ALL_ROWS x86-debug
plan $(($# + 6))
for row; do
	report "$row is whole" whole "$row"
done
report "what is only built is not booted" refused sh
report "an unknown row is refused" test -n "$( (arch_setup vax) 2>&1 | grep 'no row')"
report "a list of commands that is none is refused" unlisted
report "the tree behind a link is not patched" patched linux
report "nor is one behind a whole path" patched "$tmp/linux"
report "rows that did not run keep their lines" renewed
finish
