#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# What the kernel's own checker says of fast gup: C=2 over mm/gup*.c and the table code of
# each architecture, sorted into what is ours (the walker, <asm/gup_ops.h>) and the tree's.
#
# usage, by check.sh, which has looked at them: sparse.sh --linux TREE --out FOLDER --build FOLDER [--arch "ARCH ..."]
#
#   --out    gets sparse.log: what was said of the tree's own files
#   --build  where the tree is configured and a few objects are compiled
#   --arch   default: one row of each architecture that tests/kernel knows to boot
#
# stdout: a line for each finding in our files, then how many there were in which. Exit
# status: 0 nothing is said of ours, 1 something is, 2 it could not be checked.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
kernel=$here/../../tests/kernel
# shellcheck source=tests/kernel/arch.sh
. "$kernel/arch.sh"
die() { echo "check: sparse: $*" >&2; exit 2; }

linux='' out='' build='' arches=''
while [ $# -gt 0 ]; do
	case $1 in
	--linux) shift; linux=${1-} ;;
	--out) shift; out=${1-} ;;
	--build) shift; build=${1-} ;;
	--arch) shift; arches=${1-} ;;
	*) sed -n '3,14s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0; exit 2 ;;
	esac
	[ $# = 0 ] || shift
done
[ ! -f "$linux/.config" ] || die "LINUX=$linux: has build products in it, so it cannot be built elsewhere; type: make -C $linux mrproper, if that may go"
need sparse sparse
mkdir -p "$build" || die "BUILD=$build: cannot write there; give another folder"
build=$(cd "$build" && pwd)
: > "$build/said"

for arch in ${arches:-$ARCH_ROWS}; do
	echo "check: sparse: $arch" >&2
	CLANG=
	arch_setup "$arch"
	need_compiler
	dir=$build/$arch log=$build/$arch.log
	"$kernel/configure.sh" "$arch" "$linux" "$dir" >&2 || die "$arch: cannot configure this tree, with the message above"
	kbuild "$linux" "$dir" prepare > "$log" 2>&1 ||
		{ tail -n 3 "$log" >&2; die "$arch: cannot prepare this tree, with the message above"; }
	objects=mm/gup.o
	[ ! -f "$linux/mm/gup_fast.c" ] || ! grep -Eqx 'CONFIG_HAVE_(GUP_FAST|FAST_GUP)=y' "$dir/.config" || objects="$objects mm/gup_fast.o"
	# shellcheck disable=SC2086 # a list of objects
	(cd "$dir" && rm -rf $objects "arch/$KARCH/mm")
	# shellcheck disable=SC2086 # a list of objects
	kbuild "$linux" "$dir" -k C=2 CHECK="$kernel/sparse.sh" $objects "arch/$KARCH/mm/" > "$log" 2>&1 ||
		{ tail -n 3 "$log" >&2; die "$arch: does not compile; read $log"; }
	sed "s,^\(\.\./\)*$linux/,,; s,^\(\.\./\)*\([a-z]\),\2," "$log" |
		grep -E '^[^: ]+:[0-9]+:[0-9]+: (warning|error):' >> "$build/said" || true
done

LC_ALL=C sort -t : -k 1,1 -k 2,2n -k 3,3n -u "$build/said" > "$build/sorted"
ours="^(mm/($(cd "$here/../../core" && printf '%s\n' gup_kernel.h gup_public.h [a-z]*.[ch] kernels/*.h | sed 's,.*/,,; s/[.]/[.]/' | sort -u | paste -sd'|'))|include/asm-generic/gup_[a-z]*\.h|arch/[a-z0-9]*/include/asm/gup_[a-z]*\.h):"
grep -E "$ours" "$build/sorted" > "$build/ours" || true
grep -Ev "$ours" "$build/sorted" > "$out/sparse.log" || true
sed 's/$/ [sparse]/' "$build/ours"
echo "sparse: $(wc -l < "$build/ours") of ours, $(wc -l < "$out/sparse.log") of the tree's own files, in sparse.log"
[ ! -s "$build/ours" ]
