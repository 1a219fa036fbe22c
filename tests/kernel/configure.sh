#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: configure.sh ROW TREE BUILDDIR [FRAGMENT...]
#
# Configures the Linux TREE in BUILDDIR: config/common, config/ARCH, for a row
# ARCH-VARIANT also config/ARCH-VARIANT, and the FRAGMENTs (files, or names in
# config/). What a fragment asks for must come out of Kconfig, or it fails; of
# common only for rows that boot. "# except NAME..." at the end of a line says
# for which architectures, rows or kernels (as 6.1) it is not meant; "# if defined" there,
# that newer kernels have no such symbol any more. Configures again only if a fragment
# changed.

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
need_compiler

fragments=$here/config/common
for name in "$ARCH" $VARIANT; do
	[ ! -f "$here/config/$name" ] || fragments="$fragments $here/config/$name"
done
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
awk -v names="$ARCH $VARIANT $(kernel_of "$tree")" -v loose="${QEMU:-$here/config/common}" '
	BEGIN { split(names, list, " "); for (i in list) mine[list[i]] = 1 }
	match($0, /^(# )?CONFIG_[A-Za-z0-9_]+/) {
		name = substr($0, RSTART, RLENGTH)
		sub(/^# /, "", name)
		meant = 1
		if (match($0, /[ \t]*# except .*/)) {
			n = split(substr($0, RSTART, RLENGTH), except, " ")
			for (i = 3; i <= n; i++)
				if (except[i] in mine)
					meant = 0
			$0 = substr($0, 1, RSTART - 1)
		}
		if (sub(/[ \t]*# if defined$/, ""))
			defined[name] = 1
		if (!(name in line))
			order[++count] = name
		line[name] = meant ? $0 : ""
		must[name] = FILENAME != loose
	}
	END {
		for (i = 1; i <= count; i++)
			if (line[order[i]] != "")
				print line[order[i]] (must[order[i]] ? "" : "\t# if it can be had") \
					(defined[order[i]] ? "\t# if defined" : "")
	}' $fragments >"$dir/fragment.new"

if [ -f "$dir/.config" ] && cmp -s "$dir/fragment.new" "$dir/fragment"; then
	rm "$dir/fragment.new"
	exit
fi
rm -f "$dir/fragment"
sed 's/\t# if .*//' "$dir/fragment.new" >"$dir/fragment.all"
kbuild "$tree" "$dir" KCONFIG_ALLCONFIG="$dir/fragment.all" allnoconfig \
	>"$dir/configure.log" 2>&1 || {
	tail -n 5 "$dir/configure.log" >&2
	die "$ROW: no configuration; read $dir/configure.log"
}
# wanted: what must come out, without what this tree does not define
wanted()
{
	grep -v '# if it' "$dir/fragment.new" | while IFS= read -r line; do
		name=${line%%=*}
		case $line in
		*'# if defined')
			(cd "$tree" && find . -name 'Kconfig*' -exec grep -hx "config ${name#CONFIG_}" {} +) |
				grep -q . || continue ;;
		esac
		printf '%s\n' "${line%%	# if defined}"
	done
}
lost=$(wanted | awk '
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
	}' "$dir/.config" -)
[ -z "$lost" ] || die "$ROW: Kconfig did not take $(echo "$lost" |
	tr '\n' ' ')- give what they depend on, or add" \
	"'# except $ROW' to their lines in $here/config"
mv "$dir/fragment.new" "$dir/fragment"
