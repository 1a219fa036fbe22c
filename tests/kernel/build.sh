#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: build.sh ROW TREE BUILDDIR [FRAGMENT...]
#
# Configures the Linux TREE in BUILDDIR with config/common, config/ARCH, for a
# row ARCH-VARIANT also config/ARCH-VARIANT, and the FRAGMENTs (files, or names
# in config/), and builds the bootable image. Everything that a fragment asks
# for must come out of Kconfig, or it fails; "# except ARCH..." at the end of
# a line says where not. Configures again only if a fragment changed.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -ge 3 ] || usage 2
arch_setup "$1"
tree=$(cd "$2" 2>/dev/null && pwd) ||
	die "'$2' is no folder; give an unpacked Linux tree"
mkdir -p "$3"
dir=$(cd "$3" && pwd)
shift 3
[ -f "$tree/Kbuild" ] ||
	die "'$tree' is no Linux tree (no Kbuild); give an unpacked one"

need make make
need bc bc
need flex flex
need bison bison
need "${CROSS}gcc" "$CC_PACKAGE"
cc=${CROSS}gcc
! command -v ccache >/dev/null 2>&1 || cc="ccache $cc"
# Another clone's objects are as good, if paths count from here.
export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$(dirname "$tree")}" CCACHE_NOHASHDIR=1

fragments="$here/config/common $here/config/$ARCH"
[ -z "$VARIANT" ] || fragments="$fragments $here/config/$VARIANT"
for fragment in "$@"; do
	[ -f "$fragment" ] || fragment=$here/config/$fragment
	fragments="$fragments $fragment"
done
for fragment in $fragments; do
	[ -f "$fragment" ] || die "'$fragment' is no fragment;" \
		"give a file, or one of: $(cd "$here/config" && echo *)"
done

# Kconfig takes the last of several lines for one symbol, and so does this.
# shellcheck disable=SC2086 # a list of files
awk -v arch="$ARCH" '
	match($0, /^(# )?CONFIG_[A-Za-z0-9_]+/) {
		name = substr($0, RSTART, RLENGTH)
		sub(/^# /, "", name)
		except = ""
		if (match($0, /[ \t]*# except .*/)) {
			except = substr($0, RSTART, RLENGTH) " "
			$0 = substr($0, 1, RSTART - 1)
		}
		if (!(name in line))
			order[++n] = name
		line[name] = except ~ " " arch " " ? "" : $0
	}
	END {
		for (i = 1; i <= n; i++)
			if (line[order[i]] != "")
				print line[order[i]]
	}' $fragments >"$dir/fragment.new"

# run GOAL...: quiet, and on failure the errors only
run()
{
	echo "make $*" >>"$dir/build.log"
	make -s -C "$tree" O="$dir" ARCH="$KARCH" CROSS_COMPILE="$CROSS" \
		CC="$cc" "$@" >>"$dir/build.log" 2>&1 && return
	grep -E '(error|Error [0-9]|undefined reference|\*\*\*)' \
		"$dir/build.log" | tail -n 12 >&2 || :
	die "$ROW: 'make $*' failed in '$tree'; read $dir/build.log"
}

: >"$dir/build.log"
if [ ! -f "$dir/.config" ] ||
	! cmp -s "$dir/fragment.new" "$dir/fragment"; then
	rm -f "$dir/fragment"
	run KCONFIG_ALLCONFIG="$dir/fragment.new" allnoconfig
	lost=$(awk '
		{ value = $0 }
		/^# CONFIG_.* is not set/ { value = $2 "=n" }
		FNR == NR { if (value ~ /^CONFIG_/) config[value] = 1; next }
		{
			name = value
			sub(/=.*/, "", name)
			# A symbol that is off may also be absent.
			if (value ~ /=n$/) {
				if ((name "=y") in config)
					print name "=n"
			} else if (!(value in config)) {
				print value
			}
		}' "$dir/.config" "$dir/fragment.new")
	[ -z "$lost" ] || die "$ROW: Kconfig did not take $(echo "$lost" |
		tr '\n' ' ')- give what they depend on, or add" \
		"'# except $ARCH' to their lines in $here/config"
	mv "$dir/fragment.new" "$dir/fragment"
fi
rm -f "$dir/fragment.new"

begin=$(date +%s)
run -j"$(nproc)" "$TARGET"
echo "$ROW: built in $(($(date +%s) - begin)) s: $dir/$IMAGE"
