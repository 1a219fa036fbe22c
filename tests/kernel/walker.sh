#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: walker.sh ROW FOLDER TREE DIR [--of WALKER] PATCH...
#
# Prints which fast gup walker is in what was built of TREE in DIR for ROW, whose
# architecture is arch/FOLDER: "ours", "theirs" or "none", by System.map, or by the objects
# if nothing was linked. PATCHes are those of the conversion, and what they take out names
# the functions of the old walker.
#
# Without --of, TREE is the unconverted one, in which ours is a failure. With it TREE has
# the PATCHes, and WALKER is what was printed before. Then it is a failure if ours is due
# and not there, if theirs is there as well, and if Kconfig has it and the build has not,
# or the reverse: two kernels with one walker are alike, which proves nothing.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

# No MMU, or no special bit in a pte: these have no fast gup, whatever is enabled.
without="riscv-nommu arm-nommu arm-2level arm-v6"

[ "${1-}" != --help ] || usage 0
[ $# -ge 5 ] || usage 2
row=$1
folder=$2
tree=$3
dir=$4
shift 4
was=
side=unconverted
if [ "$1" = --of ]; then
	[ $# -ge 3 ] || usage 2
	was=$2
	side=converted
	shift 2
fi
for file in "$tree/mm/Makefile" "$dir/.config" "$@"; do
	[ -f "$file" ] || die "$row: '$file' is not there; build the kernel, or its objects, first"
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# symbols: type and name of each. What is compiled and not linked is in no kernel.
symbols()
{
	if [ -f "$dir/System.map" ]; then
		cut -d' ' -f2- "$dir/System.map"
		return
	fi
	# An object whose source is gone is of an earlier build. Before mm/gup.c it was
	# mm/util.c that had what an architecture without a walker does.
	for object in mm/util mm/gup mm/gup_fast "arch/$folder/mm/gup"; do
		[ ! -f "$tree/$object.c" ] || [ ! -f "$dir/$object.o" ] || nm "$dir/$object.o"
	done | awk 'NF > 1 { print $(NF - 1), $NF }'
}

# heads SIGN PATCH...: of functions with "gup" in their names
heads()
{
	sign=$1
	shift
	sed -nE "s/^${sign}[a-z]([^(]*[ *])?([a-z0-9_]*gup_[a-z0-9_]*)\(.*/\2/p" "$@" | LC_ALL=C sort -u
}

# Where the old walker stays for architectures that are not converted no patch takes it
# out; but each that a kernel had goes down by functions of such names. The way from the
# public functions to the slow path is there without a walker, too.
old_names()
{
	heads '\+' "$@" >"$work/new"
	heads - "$@" | LC_ALL=C comm -23 - "$work/new" | grep -vx gup_fast_fallback || :
	grep -xE 'gup_(fast_)?p[a-z0-9]+_range' "$work/names" || :
}

has() { grep -qx "CONFIG_$1=y" "$dir/.config"; }

# by_config FOUND: the walker that .config asks for. A private one is asked for by make
# alone, and so is the old one beside a symbol of ours that is not set.
by_config()
{
	# shellcheck disable=SC2016 # make's
	symbol=$(sed -nE 's/^obj-\$\(CONFIG_([A-Z_]+)\).*[ \t]gup_fast\.o.*/\1/p' "$tree/mm/Makefile")
	if [ -n "$symbol" ] && has "$symbol"; then
		echo ours
	elif [ "$1" = ours ]; then
		echo none
	elif [ -z "$symbol" ] && { has HAVE_GUP_FAST || has HAVE_FAST_GUP; }; then
		echo theirs
	elif [ -z "$symbol" ] && grep -qE '^config HAVE_(GUP_FAST|FAST_GUP)$' "$tree/mm/Kconfig"; then
		echo none
	else
		echo "$1"
	fi
}

# due PATCH...: what must be there with the patches, where $was was
due()
{
	case " $without " in *" $row "*) echo none; return ;; esac
	if { [ -f "$tree/mm/gup_fast.c" ] || grep -q '^+++ b/mm/gup_fast\.c' "$@"; } &&
		grep -q "^+++ b/arch/$folder/include/asm/gup_ops\.h" "$@"; then
		echo ours
	else
		echo "$was"
	fi
}

symbols | sed -E 's/^([^ ]+) \.?([^.]*).*/\1 \2/' | LC_ALL=C sort -u >"$work/symbols"
[ -s "$work/symbols" ] ||
	die "$row: '$dir' has neither a System.map nor an object of gup; build one of them first"
cut -d' ' -f2 "$work/symbols" | LC_ALL=C sort -u >"$work/names"
old_names "$@" | LC_ALL=C sort -u >"$work/old"
theirs=$(LC_ALL=C comm -12 "$work/names" "$work/old" | xargs)
# Where there is no walker a static function has that name.
ours=$(sed -n 's/^[TDR] \(gup_fast_pages\)$/\1/p' "$work/symbols")

found=none
[ -z "$theirs" ] || found=theirs
[ -z "$ours" ] || found=ours
[ -z "$ours" ] || [ -z "$theirs" ] ||
	die "$row, $side: '$dir' has both walkers, $ours and of the old one: $theirs"
says=$(by_config "$found")
# Of a static walker the compiler may have made one function with its caller.
[ "$says$found" != theirsnone ] || found=theirs
[ "$says" = "$found" ] ||
	die "$row, $side: '$dir' has ${ours:-${theirs:-no function of a walker}}," \
		"and by its .config the walker is: $says"
if [ -z "$was" ]; then
	[ "$found" != ours ] || die "$row: '$dir' has $ours, and is said to be unconverted"
else
	due=$(due "$@")
	[ "$found" = "$due" ] || die "$row: the converted build in '$dir' has walker: $found," \
		"and due is: $due; read the select in arch/$folder/Kconfig and the line in mm/Makefile"
fi
echo "$found"
