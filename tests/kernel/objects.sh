#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] objects.sh [--all] [ROW...]
#
# Compiles what the patches in OUT/series and OUT/enable touch, without and with them,
# by gcc under W=1 with sparse (C=2) and by clang-19 under W=1, and shows each warning
# that they bring. None may be new, none may name a file of ours, each side must have its
# own walker (see walker.sh), and the sizes go into OUT/report.md. Nothing but objects is built. ROWs are one of
# each architecture, or with --all all that are known, those by one compiler.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
compilers="gcc clang"
rows=$ARCH_ROWS
if [ "${1-}" = --all ]; then
	compilers=gcc
	rows=$ALL_ROWS
	shift
fi
rows=${*:-$rows}
need sparse sparse
case $compilers in *clang*) need clang-19 "clang-19 lld-19 llvm-19" ;; esac
echo "objects: copying the tree"
# shellcheck disable=SC2086 # a list of names
tree_to_patch objects $rows

# compile ROW gcc|clang base|conv: the objects, and what was said about them;
# clang instead of gcc where gcc is missing
compile()
{
	CLANG=
	[ "$2" = gcc ] || CLANG=-19
	export CLANG
	arch_setup "$1"
	dir=$work/$1-$2
	log=$work/$1-$2-$3.log
	check="KCFLAGS=-fstack-usage C=2 CHECK=$here/sparse.sh"
	[ "$2" = gcc ] || check=
	"$here/configure.sh" "$1" "$tree" "$dir" || {
		bad=$((bad + 1))
		return 1
	}
	# What a patch selects is in the configuration only after this.
	prepared=1
	# shellcheck disable=SC2086 # a list of options
	kbuild "$tree" "$dir" $check prepare >"$log" 2>&1 || prepared=
	objects=mm/gup.o
	while read -r option object; do
		! grep -qx "CONFIG_$option=y" "$dir/.config" || [ ! -f "$tree/${object%.o}.c" ] ||
			objects="$objects $object"
	done <<-END
		MMU mm/memory.o
		TRANSPARENT_HUGEPAGE mm/huge_memory.o
		PERF_EVENTS kernel/events/core.o
		HAVE_GUP_FAST mm/gup_fast.o
		HAVE_FAST_GUP mm/gup_fast.o
	END
	# shellcheck disable=SC2086 # lists of files and options
	if [ -z "$prepared" ] || ! (cd "$dir" && rm -f $objects) ||
		! kbuild "$tree" "$dir" $check W=1 $objects >"$log" 2>&1; then
		echo "not ok - $1, $(compiler), $3: does not compile; read $log"
		tail -n 5 "$log" | sed 's/^/# /'
		bad=$((bad + 1))
		return 1
	fi
	if ! said=$(walker "$1-$2" "$3" 2>&1); then
		echo "not ok - $1, $(compiler), $3: $said"
		bad=$((bad + 1))
		return 1
	fi
}

# walker ROW-COMPILER base|conv: which one the row set up was just compiled with
walker()
{
	of=
	[ "$2" = base ] || of="--of $(cat "$work/$1.walker")"
	# shellcheck disable=SC2046,SC2086 # two words or none, and a list of files
	"$here/walker.sh" "$ROW" "$KARCH" "$tree" "$work/$1" $of $(row_patches "$OUT") >"$work/$1.found" &&
		mv "$work/$1.found" "$work/$1.walker"
}

# Lines move when a file grows above them, so numbers are no part of a warning.
# sparse has some to say of itself, for each object, and so have headers: one more
# object that includes them is no news.
# What a tree's header says is a line of its own; the note before it names who includes it.
warnings()
{
	grep -E '(warning|error|note):' "$1" | grep -v ': note: in included file' | grep -vE '^(builtin|command-line):' | sed -E 's/:[0-9]+(:[0-9]+)?:/:/g' |
		awk '!/^[^ ]*[.]h: / || !seen[$0]++' | LC_ALL=C sort || :
}

bytes() { size "$@" | awk 'NR > 1 { text += $1 } END { print text + 0 }'; }
stack() { sort -t "$(printf '\t')" -k 2,2nr | awk -F '\t' 'NR == 1 {
	sub(/.*:/, "", $1); print $2 " (" $1 ")" }'; }

# Whatever core/ and the ports give a tree.
our_files=$(cd "$here/../.." && printf '%s\n' core/*.[ch] core/kernels/*.h arch-*/*.h gup_kernel.h gup_public.h | sed 's,.*/,,; s/[.]/[.]/' | sort -u | paste -sd'|')

bad=0
good=0
for row in $rows; do
	for compiler in $compilers; do
		echo "objects: $row, $compiler, unconverted"
		compile "$row" "$compiler" base || continue
	done
	mkdir "$work/$row-base"
	cp "$work/$row-gcc"/mm/gup.[os]* "$work/$row-base/" 2>/dev/null || :
done
for patch in $(all_patches "$OUT"); do
	patch -d "$tree" -p1 -s -f -F0 <"$patch" ||
		die "${patch##*/} does not apply to $LINUX; type: make convert"
done

table=$work/sizes
{
	echo "| row | mm/gup.o before | mm/gup.o + mm/gup_fast.o after |" \
		"largest frame before | after |"
	echo "|---|---|---|---|---|"
} >"$table"
for row in $rows; do
	for compiler in $compilers; do
		# Without the one before there is nothing to compare with, and that was told.
		[ -f "$work/$row-$compiler.walker" ] || continue
		compile "$row" "$compiler" conv || continue
		warnings "$work/$row-$compiler-base.log" >"$work/base"
		warnings "$work/$row-$compiler-conv.log" >"$work/conv"
		new=$(comm -13 "$work/base" "$work/conv")
		ours=$(grep -E "/($our_files):" "$work/conv" || :)
		if [ -n "$new$ours" ]; then
			echo "not ok - $row, $(compiler): new warnings"
			printf '%s\n%s\n' "$new" "$ours" | sort -u | sed 's/^/# /'
			bad=$((bad + 1))
		else
			echo "ok - $row, $(compiler): $(wc -l <"$work/conv") warnings," \
				"of $(wc -l <"$work/base") before, none new, none ours;" \
				"walker: $(cat "$work/$row-$compiler.walker")"
			good=$((good + 1))
		fi
	done
	mm=$work/$row-gcc/mm
	if [ ! -f "$work/$row-base/gup.o" ] || [ ! -f "$mm/gup.o" ]; then
		continue
	fi
	echo "| $row | $(bytes "$work/$row-base/gup.o") |" \
		"$(bytes "$mm/gup.o")$([ ! -f "$mm/gup_fast.o" ] ||
			echo " + $(bytes "$mm/gup_fast.o")") |" \
		"$(stack <"$work/$row-base/gup.su") |" \
		"$(cat "$mm"/gup*.su | stack) |" >>"$table"
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
[ $((good + bad)) != 0 ] || { echo "not ok - nothing was compiled"; bad=1; }
echo "$good passed, $bad failed"
[ "$bad" = 0 ]
