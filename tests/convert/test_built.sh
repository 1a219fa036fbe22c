#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Is the condition under which a private walker is built read rightly off its Makefile,
# and is a wrong one noticed by the tree's own Kconfig?
#
# usage: test_built.sh		TAP on stdout, about a minute
#
#   TREES=folder  where linux-3.14.52 lies, whose Kconfig is asked; default: build
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
built=$top/coccinelle/convert/built.py
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
area=built
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

text() { printf '%s\n' "$1" | perl -pe 's/\\\\n/\\\n/g; s/\\n/\n/g; s/\\t/\t/g'; }
# tree FOLDER MAKEFILE [ABOVE]
tree() {
	rm -rf "$1"
	mkdir -p "$1/arch/foo/mm"
	text "$2" > "$1/arch/foo/mm/Makefile"
	text "${3:-core-y += arch/foo/kernel/ arch/foo/mm/}" > "$1/arch/foo/Makefile"
	printf 'config %s\n\tbool\n' FOO FOO64 MMU NOMMU SMP > "$1/arch/foo/Kconfig"
	printf 'config %s\n\tint\n' LEVELS WORD_SIZE >> "$1/arch/foo/Kconfig"
	printf 'config MOD\n\ttristate "mod"\n' >> "$1/arch/foo/Kconfig"
}
while IFS=$'\t' read -r what makefile wanted above; do
	tree "$work/tree" "$makefile" "${above#ABOVE=}"
	said=$(python3 -B "$built" condition "$work/tree" foo 2>&1) && rc=0 || rc=1
	case $wanted in
	arch/*) [ "$rc" = 1 ] && [ "${said:0:${#wanted}}" = "$wanted" ] && rc=0 || rc=1 ;;
	*) [ "$rc" = 0 ] && [ "$said" = "$wanted" ] || rc=1 ;;
	esac
	result "$rc" "$what" "expected '$wanted', got '$said'"
done < <(grep -v '^#' "$here/built.tsv")

# What else is said of gup.o, and what the Makefile is without it: only that changes.
same() { # WHAT WANTED SAID
	[ "$2" = "$3" ] && rc=0 || rc=1
	result "$rc" "$1" "$(diff <(printf '%s\n' "$2") <(printf '%s\n' "$3"))"
}
without() { text "$1" | python3 -B "$built" without arch/foo/mm/Makefile 2>&1; }
tree "$work/tree" 'KASAN_SANITIZE_gup.o := n\nobj-y := gup.o\nCFLAGS_gup.o   += -O1 # slow\nCFLAGS_init.o := -O2'
same "flags of gup.o go to the objects that come instead" "$(printf '%s\n' 'KASAN_SANITIZE_gup_fast.o := n' \
	'KASAN_SANITIZE_gup_public.o := n' 'CFLAGS_gup_fast.o += -O1' 'CFLAGS_gup_public.o += -O1')" \
	"$(python3 -B "$built" flags "$work/tree" foo 2>&1)"
same "and from the Makefile" "$(text 'CFLAGS_init.o := -O2')" "$(without 'KASAN_SANITIZE_gup.o := n\nobj-y := gup.o\nCFLAGS_gup.o   += -O1\nCFLAGS_init.o := -O2')"
for flags in 'ifdef CONFIG_X\nCFLAGS_gup.o := -O1\nendif=arch/foo/mm/Makefile:3: CFLAGS_gup.o is for gup.o, which goes, under a condition' \
	'$(obj)/gup.o: KBUILD_CFLAGS += -O1=arch/foo/mm/Makefile:2: says something of gup.o, which goes, that is not known here'; do
	tree "$work/tree" "obj-y := gup.o\n${flags%=arch*}"
	said=$(python3 -B "$built" flags "$work/tree" foo 2>&1) && rc=1 || rc=0
	wanted="arch${flags##*=arch}"
	[ "${said:0:${#wanted}}" = "$wanted" ] || rc=1
	result "$rc" "refused: ${flags%%=arch*}" "expected '$wanted', got '$said'"
done
same "gup.o goes, and each other byte stays" "$(text 'a := b  \\n\tc  \nobj-y\t\t+= init.o\\n\t\t  fault.o   x.o\nd  :=  e')" \
	"$(without 'a := b  \\n\tc  \nobj-y\t\t+= init.o gup.o\\n\t\t  fault.o   x.o\nd  :=  e')"
same "at the beginning of a line" "$(text 'obj-y += init.o \\n\t\t  fault.o \\n\t\t  x.o')" \
	"$(without 'obj-y += init.o \\n\t\t  gup.o fault.o \\n\t\t  x.o')"
same "alone in a line" "$(text 'obj-y += init.o \\n\t\t  x.o')" "$(without 'obj-y += init.o \\n\t\t  gup.o \\n\t\t  x.o')"
same "alone in the last line" "$(text 'obj-y += init.o\nz := y')" "$(without 'obj-y += init.o \\n\t\t  gup.o\nz := y')"
same "alone" "$(text 'z := y')" "$(without 'obj-$(CONFIG_X) += gup.o\nz := y')"
same "the first of several" "$(text 'obj-y   := x.o y.o')" "$(without 'obj-y   := gup.o x.o y.o')"
same "a part of all" "arch/foo/mm/Makefile:1: foo-y has gup.o alone, and would have nothing; take it out first" "$(without 'foo-y := gup.o\nobj-y += foo.o')"

# The tree's own Kconfig tells a condition that is none: WORD_SIZE is a number.
linux=${TREES:-$top/build}/linux-3.14.52
if [ -e "$linux/arch/powerpc/mm/gup.c" ]; then
	# proved WHAT STATUS PATTERN ARCH BLOCK CONDITION
	proved() {
		mkdir -p "$work/changed/mm" "$work/changed/arch/$4"
		{ cat "$linux/mm/Kconfig"; printf '\nconfig GUP_FAST_PORTABLE\n\tbool\n'; } > "$work/changed/mm/Kconfig"
		sed "/^config $5\$/a\\	select GUP_FAST_PORTABLE$([ "$6" = y ] || echo " if $6")" "$linux/arch/$4/Kconfig" > "$work/changed/arch/$4/Kconfig"
		status=0
		bash "$top/coccinelle/convert/proved.sh" "$linux" "$4" "$6" "$work/changed" > "$work/said" 2>&1 || status=$?
		[ "$status" = "$2" ] && grep -Eq "$3" "$work/said" && rc=0 || rc=1
		result "$rc" "$1" "status $status, expected $2 and '$3'; $(head -n 4 "$work/said")"
	}
	same "powerpc of 3.14: always" y "$(python3 -B "$built" condition "$linux" powerpc)"
	proved "a number is no condition" 1 'gup.o is built in powerpc all.*select GUP_FAST_PORTABLE if WORD_SIZE. comes out unset' powerpc PPC WORD_SIZE
	proved "nor one that is set where nothing is built" 1 'gup.o is not built in sh allnoconfig.*comes out set there' sh SUPERH y
	proved "set where it is built" 0 '^s390	s390 allyesconfig	y$' s390 S390 y
else
	for what in "powerpc of 3.14: always" "a number is no condition" "nor one that is set where nothing is built" "set where it is built"; do
		skip "$what" "no $linux; type: make build/linux-3.14.52"
	done
fi
finish
