#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] objects.sh [ARCH...]
#
# Compiles what the series in OUT touches, without and with it, by gcc under
# W=1 with sparse (C=2) and by clang-19 under W=1, and shows each warning that
# the series brings. None may be new, none may name a file of ours, and the
# sizes go into OUT/report.md. Nothing but objects is built.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
arches=${*:-$ALL_ARCHES}
need sparse sparse
need clang-19 "clang-19 lld-19 llvm-19"
echo "objects: copying the tree"
# shellcheck disable=SC2086 # a list of names
tree_to_patch objects $arches

objects="mm/gup.o mm/memory.o mm/huge_memory.o kernel/events/core.o"

# compile ARCH gcc|clang base|conv: the objects, and what was said about them
compile()
{
	arch_setup "$1"
	dir=$work/$1-$2
	log=$work/$1-$2-$3.log
	mkdir -p "$dir"
	case $2 in
	gcc)
		cc=${CROSS}gcc
		! command -v ccache >/dev/null 2>&1 || cc="ccache $cc"
		set -- "CROSS_COMPILE=$CROSS" "CC=$cc" C=2 "CHECK=$here/sparse.sh" KCFLAGS=-fstack-usage
		;;
	clang)
		set -- LLVM=-19 "CROSS_COMPILE=$CROSS"
		;;
	esac
	set -- -C "$tree" O="$dir" ARCH="$KARCH" "$@"
	if [ ! -f "$dir/.config" ]; then
		sed 's/[ \t]*# except .*//' "$here/config/common" \
			"$here/config/$KARCH" >"$dir/fragment"
		make -s "$@" KCONFIG_ALLCONFIG="$dir/fragment" allnoconfig \
			>"$log" 2>&1 || die "no configuration; read $log"
	fi
	ours=
	[ ! -f "$tree/mm/gup_fast.c" ] || ours=mm/gup_fast.o
	# shellcheck disable=SC2086 # a list of files
	make -s -j"$(nproc)" "$@" prepare >"$log" 2>&1 &&
		{ cd "$dir" && rm -f $objects mm/gup_fast.o && cd - >/dev/null; } &&
		make -s -j"$(nproc)" "$@" W=1 $objects \
			$ours >"$log" 2>&1 || {
		tail -n 5 "$log" >&2
		die "$KARCH does not compile; read $log"
	}
}

# Lines move when a file grows above them, so numbers are no part of a warning.
warnings()
{
	grep -E '(warning|error|note):' "$1" | sed -E 's/:[0-9]+(:[0-9]+)?:/:/g' |
		LC_ALL=C sort || :
}

bytes() { size "$@" | awk 'NR > 1 { text += $1 } END { print text + 0 }'; }
stack() { sort -t "$(printf '\t')" -k 2,2nr "$@" | awk -F '\t' 'NR == 1 {
	sub(/.*:/, "", $1); print $2 " (" $1 ")" }'; }

for arch in $arches; do
	for compiler in gcc clang; do
		echo "objects: $arch, $compiler, unconverted"
		compile "$arch" $compiler base
	done
	mkdir "$work/$arch-base"
	cp "$work/$arch-gcc/mm/gup.o" "$work/$arch-gcc/mm/gup.su" "$work/$arch-base/"
done
for patch in $(series_patches "$OUT/series"); do
	patch -d "$tree" -p1 -s -f -F0 <"$patch" ||
		die "${patch##*/} does not apply to $LINUX; type: make convert"
done

bad=0
good=0
table=$work/sizes
{
	echo "| architecture | mm/gup.o before | mm/gup.o + mm/gup_fast.o after |" \
		"largest frame before | after |"
	echo "|---|---|---|---|---|"
} >"$table"
for arch in $arches; do
	for compiler in gcc clang; do
		compile "$arch" $compiler conv
		warnings "$work/$arch-$compiler-base.log" >"$work/base"
		warnings "$work/$arch-$compiler-conv.log" >"$work/conv"
		new=$(comm -13 "$work/base" "$work/conv")
		ours=$(grep -E 'gup_(fast|entry|kernel|ops|split)' "$work/conv" || :)
		if [ -n "$new$ours" ]; then
			echo "not ok - $arch, $compiler: new warnings"
			printf '%s\n%s\n' "$new" "$ours" | sort -u | sed 's/^/# /'
			bad=$((bad + 1))
		else
			echo "ok - $arch, $compiler: $(wc -l <"$work/conv") warnings," \
				"of $(wc -l <"$work/base") before, none new, none ours"
			good=$((good + 1))
		fi
	done
	mm=$work/$arch-gcc/mm
	echo "| $arch | $(bytes "$work/$arch-base/gup.o") |" \
		"$(bytes "$mm/gup.o") + $(bytes "$mm/gup_fast.o") |" \
		"$(stack "$work/$arch-base/gup.su") |" \
		"$(stack "$mm/gup.su" "$mm/gup_fast.su") |" >>"$table"
done
if [ -f "$OUT/report.md" ]; then
	sed '/^<!-- figures -->$/q' "$OUT/report.md" >"$work/report.md"
	{
		echo
		echo "Bytes of text and of stack, by $(gcc --version | sed -n 1p)," \
			"from \`make sparse\`:"
		echo
		cat "$table"
	} >>"$work/report.md"
	mv "$work/report.md" "$OUT/report.md"
fi
cat "$table"
echo "$good passed, $bad failed"
[ "$bad" = 0 ]
