#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: selftests.sh ROW TREE OUT [LIST]
#
# Builds the mm selftests of the Linux TREE statically for ROW and packs them
# with init and the commands of LIST (default: the row's) into
# OUT/initramfs.gz. Nothing is written into TREE. MORE, a list of files, goes into
# its /bin as well.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
case $# in 3 | 4) ;; *) usage 2 ;; esac
boots "$1"
tree=$(cd "$2" 2>/dev/null && pwd) ||
	die "'$2' is no folder; give an unpacked Linux tree"
list=${4:-$here/$LIST}
mkdir -p "$3"
out=$(cd "$3" && pwd)
cc=${CROSS}gcc
tests="cow gup_longterm gup_test split_huge_page_test memfd_secret migration
	khugepaged ksm_functional_tests ksm_tests hugetlb-madvise hugetlb_dio
	hugepage-mmap hugepage-shm hugepage-vmemmap map_hugetlb"

need make make
need "$cc" "$CC_PACKAGE"
[ -f "$tree/mm/gup.c" ] ||
	die "'$tree' is no Linux tree (no mm/gup.c); give an unpacked one"
src=
for dir in mm vm; do
	[ ! -d "$tree/tools/testing/selftests/$dir" ] ||
		src=$tree/tools/testing/selftests/$dir
done
[ -n "$src" ] || die "'$tree' has no tools/testing/selftests/mm;" \
	"unpack the whole tree"
[ -f "$list" ] || die "'$list' is no command list; give a file like tests.list"

rm -rf "${out:?}/bin"
mkdir -p "$out/bin" "$out/include"
# shellcheck disable=SC2086 # a list of words
echo 'int main(void) { return 0; }' |
	"$cc" $ABI_FLAGS -static -x c -o "$out/links" - 2>/dev/null ||
	die "$cc $ABI_FLAGS links no program; type: make deps"
install_headers "$tree" "$out"
# liburing is not packaged for cross compilers; these tests then say SKIP.
: >"$out/include/local_config.h"
: >"$out/include/local_config.h_gen"

helpers=
for file in vm_util.c thp_settings.c hugepage_settings.c; do
	[ ! -f "$src/$file" ] || helpers="$helpers $file"
done
for t in $tests; do
	case " $LEFT_OUT " in
	*" $t "*)
		echo "selftests: $t left out: $ROW has no such feature"
		continue
		;;
	esac
	if [ ! -f "$src/$t.c" ]; then
		echo "selftests: $t left out: not in this tree"
		continue
	fi
	# What a test needs to build or to behave: one header of ours a test.
	extra=
	[ ! -f "$here/shim/$t.h" ] || extra="-include $here/shim/$t.h"
	# From the folder, as gup_longterm makes a file beside its __FILE__.
	# shellcheck disable=SC2086 # lists of words
	(cd "$src" && "$cc" $ABI_FLAGS -O2 -static -pthread -w -D_GNU_SOURCE -U_FORTIFY_SOURCE \
		-I "$out/include" -I . -I "${src%/*}" -I "$here/shim" -I "$tree" \
		-isystem "$out/usr/include" \
		-isystem "$tree/tools/include/uapi" \
		$extra -o "$out/bin/$t" "$t.c" $helpers -lrt -lm) \
		>>"$out/build.log" 2>&1 ||
		die "$t does not build for $ROW; read $out/build.log"
done
for file in ${MORE-}; do
	cp "$file" "$out/bin/"
done

# matrix PAGES...: the matrix of run_vmtests.sh -a. Smaller areas are enough, as
# every call takes the same path; 16 MB is also no multiple of 123 pages.
matrix()
{
	for huge in t T H; do
	for cmd in u U a b L; do
	for write in w W; do
	for share in S -; do
	for n; do
		flag=${share#-}
		echo "gup_test/$cmd$huge$write$flag-$n|30|./gup_test -$cmd" \
			"-$huge -$write ${flag:+-S} -m 16 -n $n"
	done; done; done; done; done
}

commands()
{
	while IFS= read -r line; do
		case $line in
		@gup_test_matrix*)
			# shellcheck disable=SC2086 # a list of numbers
			matrix ${line#@gup_test_matrix}
			;;
		'' | \#*) ;;
		*) echo "$line" ;;
		esac
	done <"$list"
}

# Lines of programs that were left out go too.
commands | while IFS= read -r line; do
	program=${line##*|./}
	[ -f "$out/bin/${program%% *}" ] || continue
	skip=
	set -f
	for pattern in $LEFT_OUT; do
		# shellcheck disable=SC2254 # it is a pattern
		case ${line%%|*} in $pattern) skip=1 ;; esac
	done
	set +f
	[ -n "$skip" ] || echo "$line"
done >"$out/tests"
[ -s "$out/tests" ] || die "'$list' names no command that was built"

"$here/initramfs.sh" "$1" "$tree" "$out"
echo "selftests: $(grep -c . "$out/tests") commands of ${list##*/} for $ROW:" \
	"$out/initramfs.gz"
