#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Show by the tree's own Kconfig that the new symbol comes out set where the private
# walker was built, and only there.
#
# usage: proved.sh TREE ARCH CONDITION CHANGED
#
#   TREE	a kernel tree; it is only read
#   CONDITION	under which gup.o is built, by built.py
#   CHANGED	a folder with that tree's arch/ARCH/Kconfig and mm/Kconfig as the series
#		makes them; the tree's conf is built there, for the next architecture as well
#
# On stdout, with tabs between: architecture, configuration, is gup.o built. Exit
# status: 1 if the symbol differs in one, or if nothing was shown.
set -eu
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
[ $# = 4 ] || { sed -n '3,15s/^# \{0,1\}//p' "$0"; exit 2; }
linux=$(readlink -f "$1") arch=$2 when=$3 changed=$4
[ -e "$linux/scripts/kconfig/conf.c" ] ||
	{ printf '%s\tnot tried: this tree has no scripts/kconfig\t-\n' "$arch"; exit 0; }
need make make
need "${HOSTCC:-gcc}" gcc
# conf looks for a file in its own folder first, and then in the tree.
work=$(readlink -f "$changed")
: > "$work/table"

# What "make ARCH=" takes for this folder of arch/.
names() {
	awk -v arch="$arch" '
		/^ifeq \(\$\(ARCH\),/ { name = $2; gsub(/.*,|\)/, "", name) }
		$1 == "SRCARCH" && $3 == arch && name { print name }
		BEGIN { print arch }
		/^endif/ { name = "" }' "$linux/Makefile"
}

# shown NAME CONFIGURATION [LINE]: is the symbol set where gup.o is built?
shown() {
	local built is='' what=$1\ $2${3:+ with $3}

	[ -z "${3-}" ] || echo "$3" > "$work/forced"
	env -i PATH="$PATH" ${3:+KCONFIG_ALLCONFIG="$work/forced"} make -s -C "$linux" O="$work" ARCH="$1" \
		HOSTCC="${HOSTCC:-gcc}" "$2" > "$work/log" 2>&1 < /dev/null ||
		die "arch/$arch/Kconfig: make ARCH=$1 $2 failed on it: $(tail -n 1 "$work/log")"
	built=$(python3 -B "$here/built.py" in "$linux" "$arch" "$work/.config")
	! grep -qx 'CONFIG_GUP_FAST_PORTABLE=y' "$work/.config" || is=y
	[ "${is:-n}" = "$built" ] ||
		die "arch/$arch/mm/Makefile: gup.o is $([ "$built" = y ] || echo "not ")built in $what, but 'select GUP_FAST_PORTABLE$([ "$when" = y ] || echo " if $when")' comes out $([ -n "$is" ] || echo un)set there"
	printf '%s\t%s\t%s\n' "$arch" "$what" "$built" >> "$work/table"
}

for name in $(names); do
	shown "$name" allnoconfig
	shown "$name" allyesconfig
	while read -r symbol; do
		shown "$name" allnoconfig "CONFIG_$symbol=y"
		shown "$name" allyesconfig "# CONFIG_$symbol is not set"
	done < <(grep -oE '\b[A-Z][A-Z0-9_]*\b' <<< "${when#y}" | sort -u)
done
cat "$work/table"
cut -f 3 "$work/table" | grep -qx y || die "arch/$arch/mm/Makefile: gup.o is built in none of: $(cut -f 2 "$work/table" | paste -sd ,); nothing shows where its walker was"
