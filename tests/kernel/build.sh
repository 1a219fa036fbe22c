#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: build.sh ROW TREE BUILDDIR [FRAGMENT...]
#
# Configures the Linux TREE in BUILDDIR with configure.sh (read there about the
# FRAGMENTs) and builds the bootable image.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -ge 3 ] || usage 2
boots "$1"
"$here/configure.sh" "$@"
tree=$(cd "$2" && pwd)
dir=$(cd "$3" && pwd)
# Another clone's objects are as good, if paths count from here.
export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$(dirname "$tree")}" CCACHE_NOHASHDIR=1

begin=$(date +%s)
kbuild "$tree" "$dir" "$TARGET" >"$dir/build.log" 2>&1 || {
	grep -E '(error|Error [0-9]|undefined reference|\*\*\*)' \
		"$dir/build.log" | tail -n 12 >&2 || :
	die "$ROW: 'make $TARGET' failed in '$tree'; read $dir/build.log"
}
echo "$ROW: built in $(($(date +%s) - begin)) s: $dir/$IMAGE"
