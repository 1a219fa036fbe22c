#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] one.sh ARCH
#
# Builds an older tree's kernel for ARCH as it is and with the series in OUT, boots both,
# and runs load.c in each for a minute: direct I/O, vmsplice and futexes on huge pages,
# against a thread that splits, unmaps, collapses and forks. For an architecture without
# fast gup of its own that is headline.sh, which enables it.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# = 1 ] || usage 2
older_setup "$1"
dir=${BUILD:-build}/older/$(basename "$LINUX")/$1
mkdir -p "$dir"
dir=$(cd "$dir" && pwd)
if [ ! -e "$LINUX/arch/$1/mm/gup.c" ]; then
	OUT=$OUT exec "$here/headline.sh" "$1" "$LINUX" "$dir" "400 load -s 60"
fi
ls "$OUT"/series/0*.patch >/dev/null 2>&1 ||
	die "OUT=$OUT has no series; type: make convert LINUX=$LINUX OUT=$OUT"

# The cover letter is no patch.
rm -rf "$dir/patches"
mkdir "$dir/patches"
cp "$OUT"/series/0*.patch "$dir/patches/"
rm -f "$dir"/patches/0000-*
[ ! -d "$dir/conv" ] || diff -r "$dir/patches" "$dir/conv/patches" >/dev/null 2>&1 || rm -rf "$dir/conv"

# walker NAME [WALKER]: which is in the kernel, if it may be; WALKER is the one of before
walker()
{
	"$here/../kernel/walker.sh" "$arch" "$KARCH" "$dir/$1/tree" "$dir/$1/build" \
		${2:+--of "$2"} "$dir"/patches/*.patch
}

# side NAME WALKER [SERIES]: build, boot, and count what load.c says. It is asked whether
# it succeeded, so no failure ends it of itself; what it does not make is not there.
side()
{
	name=$1
	of=$2
	shift 2
	rm -f "$dir/$name.results" "$dir/$name.log" "$dir/$name.walker"
	if ! "$here/build.sh" "$arch" "$LINUX" "$dir/$name" "$@" >"$dir/$name.built" 2>&1 ||
		! walker "$name" "$of" >"$dir/$name.walker" 2>>"$dir/$name.built"; then
		sed "s/^/# $name: /" "$dir/$name.built"
		rm -f "$dir/$name.walker"
		return 1
	fi
	rc=0
	"$here/boot.sh" "$arch" "$dir/$name" "400 load -s 60" >"$dir/$name.log" 2>&1 || rc=1
	sed "s/^/# $name: /" "$dir/$name.log"
	grep -E '^(not )?ok ' "$dir/$name.log" | sed -E 's/^((not )?ok) [0-9]+/\1/; s/[0-9]+/N/g' >"$dir/$name.results"
	return $rc
}

arch=$1
area=$arch
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/../tap.sh"
status=0
side base '' || status=1
result $status "the tree as it is boots, bears the load, and has nothing to complain of"
status=0
side conv "$(cat "$dir/base.walker" 2>/dev/null || echo none)" "$dir/patches" || status=1
[ ! -d "$dir/conv/tree" ] || cp -a "$dir/patches" "$dir/conv/"
result $status "so does the converted one, with the portable walker"
rc=0; cmp -s "$dir/base.results" "$dir/conv.results" && [ -s "$dir/conv.results" ] || rc=1
result $rc "both say the same of $(grep -c . "$dir/conv.results" || true) loads"
finish
