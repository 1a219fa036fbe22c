#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: headline.sh ARCH TREE DIR [COMMAND...]
#
# Before and after on one older TREE of ARCH (arm, arm64): builds and boots it as it is
# and as "make convert" and "make enable" leave it, both in DIR, and runs futex_tail.c
# in each. Before, each shared futex hangs until its process is killed; after, none may.
# The second kernel also runs tables.c, and each COMMAND (see boot.sh). The tree is only read.
# OUT=path is where the patches are made, or were; DIR/out by default.
#
# With MUTANT=seed it is another kernel: the enabled one, in which page tables are removed
# as pages, though RCU is selected. That was the seed series's bug, and tables.c must see it.
# TAP on stdout, with what the kernels' programs say as comments.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -ge 3 ] || usage 2
arch=$1
tree=$2
mkdir -p "$3"
dir=$(cd "$3" && pwd)
shift 3
case $arch in
arm|arm64) ;;
*) die "'$arch' is not enabled here; give one of: arm arm64" ;;
esac
older_setup "$arch"
area=$arch
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/../tap.sh"
[ -f "$tree/mm/util.c" ] || die "'$tree' is no Linux tree; give the path of one, such as linux-3.14.52"
out=${OUT-$dir/out}

echo "# patches"
ls "$out"/series/0*.patch >/dev/null 2>&1 ||
	"$top/coccinelle/convert/convert.sh" --linux "$tree" --out "$out"
"$top/coccinelle/enable/enable.sh" --linux "$tree" --out "$out" --arch "$arch"
# What is applied; a cover letter is no patch.
rm -rf "$dir/patches"
mkdir "$dir/patches"
for patch in "$out"/series/0*.patch; do
	case ${patch##*/} in 0000-*) ;; *) cp "$patch" "$dir/patches/1-${patch##*/}" ;; esac
done
for patch in "$out/enable/$arch"/0*.patch; do
	cp "$patch" "$dir/patches/2-${patch##*/}"
done

case ${MUTANT-} in
'') ;;
seed)
	free='^+.*[^a-z_]tlb_remove_table(tlb, '
	mutated=$(grep -l "$free" "$dir"/patches/2-*) ||
		die "$arch: no patch frees tables by tlb_remove_table(); does the tree have that?"
	echo "# seed: tables are removed as pages in ${mutated##*/}"
	sed -i "/$free/s/tlb_remove_table/tlb_remove_page/" "$mutated"
	if [ -d "$dir/seed" ] && ! diff -r "$dir/patches" "$dir/seed/patches" >/dev/null 2>&1; then
		rm -rf "$dir/seed"
	fi
	CONFIG=$here/config/faults "$here/build.sh" "$arch" "$tree" "$dir/seed" "$dir/patches"
	rm -rf "$dir/seed/patches"
	cp -a "$dir/patches" "$dir/seed/"
	SOURCES=$here/tables.c "$here/boot.sh" "$arch" "$dir/seed" "200 tables" >"$dir/seed.log" 2>&1 || true
	sed 's/^/# seed: /' "$dir/seed.log"
	for level in "each table of ptes" "each table of pmds"; do
		rc=0
		grep -q "^not ok .*$level" "$dir/seed.log" || rc=1
		result $rc "the seed's bug is seen, of $level"
	done
	finish
	exit
	;;
*) die "MUTANT=$MUTANT is not known; give seed, or nothing" ;;
esac

if [ -d "$dir/after" ] && ! diff -r "$dir/patches" "$dir/after/patches" >/dev/null 2>&1; then
	rm -rf "$dir/after"
fi

# walker NAME [--of WALKER]: which is in the kernel, if it may be
walker()
{
	name=$1
	shift
	"$here/../kernel/walker.sh" "$arch" "$KARCH" "$dir/$name/tree" "$dir/$name/build" "$@" \
		"$dir"/patches/*.patch
}

echo "# before: $tree as it is"
"$here/build.sh" "$arch" "$tree" "$dir/before"
was=$(walker before)
SOURCES=$here/futex_tail.c "$here/boot.sh" "$arch" "$dir/before" "60 futex_tail" \
	>"$dir/before.log" 2>&1 || true
sed 's/^/# before: /' "$dir/before.log"

echo "# after: with $(find "$dir/patches" -type f | wc -l) patches"
CONFIG=$here/config/faults "$here/build.sh" "$arch" "$tree" "$dir/after" "$dir/patches"
rm -rf "$dir/after/patches"
cp -a "$dir/patches" "$dir/after/"
echo "# after: walker: $(walker after --of "$was")"
result=0
SOURCES="$here/futex_tail.c $here/tables.c" "$here/boot.sh" "$arch" "$dir/after" \
	"60 futex_tail" "200 tables" "$@" \
	>"$dir/after.log" 2>&1 || result=1
sed 's/^/# after: /' "$dir/after.log"

# spoke LOG: each program in it said as many results as it planned
spoke()
{
	awk '/^1\.\.[0-9]+/ { planned += substr($0, 4) } /^(not )?ok / { said++ }
		END { exit !(planned && said == planned) }' "$1"
}

# Both must be as expected: a kernel that never hung would prove nothing.
rc=0
grep -q '^not ok .*tail of a transparent huge page' "$dir/before.log" || rc=1
result $rc "before, a futex in the tail of a huge page hangs"
rc=0
grep -q '^ok .*tail of a transparent huge page' "$dir/after.log" || rc=1
result $rc "after, it does not, $(sed -n 's/^ok .*tail of a transparent huge page, //p' "$dir/after.log")"
result $result "after, all programs end well, and the kernel has nothing to complain of"
for name in before after; do
	rc=0
	spoke "$dir/$name.log" || rc=1
	result $rc "$name, each program says as many results as it planned"
done
finish
