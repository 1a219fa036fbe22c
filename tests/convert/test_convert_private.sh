#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Trees whose walkers are private: is what comes out a series, and what cannot be
# converted named, with the way out, and left as it was? No tree is needed.
#
# usage: test_convert_private.sh	TAP on stdout, about a minute
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area='convert, private'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# shellcheck source=tests/convert/tap.sh
. "$here/tap.sh"
plan 54
neutral_git

# private_tree FOLDER KERNEL PUBLIC: two architectures that have a walker, two that share,
# one without; of the generation that these files are for
private_tree() {
	local arch file pattern
	mkdir -p "$1/mm" "$1/scripts"
	printf 'VERSION = 3\nPATCHLEVEL = 99\nSUBLEVEL = 0\n' > "$1/Makefile"
	touch "$1/Kbuild" "$1/mm/util.c"
	printf 'config SWAP\n\tbool\n' > "$1/mm/Kconfig"
	echo 'obj-y := memory.o util.o' > "$1/mm/Makefile"
	printf '%s\n' 'Maintainers List' '' 'ALPHA' 'M:	nobody@example.org' 'S:	Maintained' 'F:	alpha/' '' 'ZETA' 'M:	nobody@example.org' 'S:	Maintained' 'F:	zeta/' > "$1/MAINTAINERS"
	for arch in bar foo none says shares; do
		mkdir -p "$1/arch/$arch/mm" "$1/arch/$arch/include/asm"
		printf 'config %s\n\tdef_bool y\n\tselect ARCH_FIRST\n\tselect HAVE_LAST\n' "${arch^^}" > "$1/arch/$arch/Kconfig"
		printf 'obj-y := init.o \\\n\t fault.o\n' > "$1/arch/$arch/mm/Makefile"
		echo "core-y += arch/$arch/kernel/ arch/$arch/mm/" > "$1/arch/$arch/Makefile"
	done
	printf '\tselect HAVE_GENERIC_RCU_GUP\n' >> "$1/arch/shares/Kconfig"
	printf '\nconfig HAVE_GENERIC_GUP\n\tdef_bool y\n' >> "$1/arch/says/Kconfig"
	# A table of foo goes at once, and that is what "make check" says of it.
	printf 'static inline void pmd_free(struct mm_struct *mm, pmd_t *pmd)\n{\n\tfree_page((unsigned long)pmd);\n}\n%s\n' \
		'#define __pmd_free_tlb(tlb, x, a) pmd_free((tlb)->mm, x)' > "$1/arch/foo/include/asm/tlb.h"
	printf '\nconfig SMP\n\tbool "SMP"\n' >> "$1/arch/foo/Kconfig"
	for arch in bar foo; do
		python3 -B "$here/private/make.py" $'checks\tFASTVARS=int nr, ret;\\n\\n\tmight_sleep();' > "$1/arch/$arch/mm/gup.c"
	done
	# shellcheck disable=SC2016 # make's
	printf 'KASAN_SANITIZE_gup.o := n\nobj-y := init.o gup.o \\\n\t fault_$(CONFIG_WORD_SIZE).o  x.o \n' > "$1/arch/bar/mm/Makefile"
	printf 'obj-$(CONFIG_FOO64) += tlb.o gup.o\n' > "$1/arch/foo/mm/Makefile"
	while read -r file pattern; do
		mkdir -p "$1/$(dirname "$file")"
		echo "${pattern/.\*/}" >> "$1/$file"
	done < <(sed -n 's/^ \* gup-kernel-needs: //p' "$top/core/kernels/$2" "$top/core/public/$3")
	git -C "$1" init -q
	git -C "$1" add -A
	git -C "$1" commit -q -m tree
}

# converts ARGUMENT...: leaves status, and what was said
converts() {
	status=0
	run_convert "$top" --linux "$work/tree" --out "$work/out" "$@" > "$work/said" 2>&1 || status=$?
}
fresh() { rm -rf "$work/tree" "$work/out"; cp -a "$work/first" "$work/tree"; }
# refuses WHAT TEXT ARGUMENT...: ends with an error that has the text, and changes nothing
refuses() {
	local what=$1 text=$2 before
	shift 2
	before=$(as_seen "$work/tree")
	converts "$@"
	[ "$status" = 1 ] && grep -qF -- "$text" "$work/said" && [ ! -e "$work/out/series" ] && rc=0 || rc=1
	result "$rc" "$what is refused" "status $status, expected '$text'; $(tail -n 3 "$work/said")"
	[ "$(as_seen "$work/tree")" = "$before" ] && rc=0 || rc=1
	result "$rc" "$what leaves the tree as it was"
}
has() { grep -qF -- "$2" "$work/$1"; }

private_tree "$work/first" tail_references.h write.c

fresh
before=$(as_seen "$work/tree")
converts
result "$status" "a tree with private walkers is converted" "$(cat "$work/said")"
check "the walker, and a patch for each architecture" test "$(find "$work/out/series" -name '*.patch' | wc -l)" = 4
check "the tree is only read" test "$(as_seen "$work/tree")" = "$before"
check "the report gives places" has out/report.md '| arch/bar/mm/gup.c:'
check "the report has what make check finds" bash -c 'grep -A 1 "^\* foo: table free: GUP_FREE_IPI" "$1" | grep -q "but .make check. says: .arch/foo/include/asm/tlb.h:5:.*at once"' - "$work/out/report.md"
check "the report names what is dropped" bash -c 'grep -Eq "^\* dropped: .might_sleep\(\);. arch/foo/mm/gup.c:[0-9]+, debugging check" "$1"' - "$work/out/report.md"
check "the report names who shares" has out/report.md 'On the walker that they share in mm/gup.c, which stays: says shares.'
check "the picture shows both sides" has out/report.html 'if ((pte_val(pte) &amp; mask) != result)'
sum=$(cd "$work/out" && cat series/* report.md report.html accounts.tsv | sha256sum)
converts
check "twice, the same bytes" test "$(cd "$work/out" && cat series/* report.md report.html accounts.tsv | sha256sum)" = "$sum"
git -C "$work/tree" am -q "$work/out/series"/000[1-9]*.patch > "$work/said" 2>&1 && rc=0 || rc=1
result "$rc" "the series applies" "$(cat "$work/said")"
check "the private walkers are gone" test -z "$(find "$work/tree/arch" -name gup.c)"
check "no Makefile says anything of them" bash -c '! grep -r "gup\.o" "$1"/arch' - "$work/tree"
# shellcheck disable=SC2016 # make's
check "the rest of a Makefile stays, byte for byte" cmp "$work/tree/arch/bar/mm/Makefile" <(printf 'obj-y := init.o \\\n\t fault_$(CONFIG_WORD_SIZE).o  x.o \n')
check "what was said of gup.o alone is said of what comes" cmp <(tail -n 5 "$work/tree/mm/Makefile") \
	<(printf '\nifeq ($(SRCARCH),bar)\nKASAN_SANITIZE_gup_fast.o := n\nKASAN_SANITIZE_gup_public.o := n\nendif\n')
check "where the walker was always built, it is always selected" grep -qx '	select GUP_FAST_PORTABLE' "$work/tree/arch/bar/Kconfig"
check "the report says what shows that" has out/report.md '| foo | if FOO64 | not tried: this tree has no scripts/kconfig |'
check "the walker is selected where it was built" has tree/arch/foo/Kconfig '	select GUP_FAST_PORTABLE if FOO64'
check "in its place in the alphabet" bash -c 'grep -A 1 GUP_FAST_PORTABLE "$1" | grep -q HAVE_LAST' - "$work/tree/arch/bar/Kconfig"
check "mm/ builds the walker and the public functions" has tree/mm/Makefile 'gup_fast.o gup_public.o'
check "who owned the walker owns the port" has tree/arch/foo/include/asm/gup_ops.h 'Copyright (C) nobody in particular'
rm -rf "$work/out"
refuses "a tree with nothing private left" 'none of its architectures has a walker of its own any more'

fresh
sed -i 's/^\t\tpages\[\*nr\] = page;/\t\tvendor_count(page);\n&/' "$work/tree/arch/bar/mm/gup.c"
git -C "$work/tree" commit -qam vendor
converts
check "what is not known stops only its architecture" test "$status" = 0
check "and is named by file and line" bash -c 'grep -Eq "arch/bar/mm/gup.c:[0-9]+: gup_pte_range: .*vendor_count" "$1"' - "$work/said"
check "in the report, too" bash -c 'grep -Eq "^\* bar: arch/bar/mm/gup.c:[0-9]+: .*vendor_count" "$1"' - "$work/out/report.md"
check "the other one moves" test "$(find "$work/out/series" -name '*.patch' | wc -l)" = 3
fresh
printf '\nint vendor_get_user_page(unsigned long a, struct page **p)\n{\n\treturn __get_user_pages_fast(a, 1, 1, p);\n}\n' >> "$work/tree/arch/bar/mm/gup.c"
git -C "$work/tree" commit -qam vendor
converts
check "a function that is no part of a walker keeps its file" test "$status" = 0 -a -z "$(grep -l 'arch/bar' "$work/out/series"/*)"
check "and is named, in the report, too" bash -c 'grep -Eq "^\* bar: arch/bar/mm/gup.c:[0-9]+: vendor_get_user_page\(\): is no part of the walker" "$1"' - "$work/out/report.md"
fresh
sed -i 's/^\t\tpages\[\*nr\] = page;/\t\tvendor_count(page);\n&/' "$work/tree/arch/bar/mm/gup.c"
git -C "$work/tree" commit -qam vendor
rm -rf "$work/out"
refuses "a walker that was asked for, and is not known," 'vendor_count(page)' --arch bar

fresh
converts --arch foo --apply
check "one of both, applied" test "$status" = 0 -a ! -e "$work/tree/arch/foo/mm/gup.c" -a -e "$work/tree/arch/bar/mm/gup.c"
converts --apply
check "and then the other one" test "$status" = 0 -a -z "$(find "$work/tree/arch" -name gup.c)" -a "$(git -C "$work/tree" rev-list --count HEAD)" = 4

fresh
refuses "an architecture that is none" 'the tree has no such architecture' --arch qux
refuses "an architecture that shares" 'shares that in mm/gup.c' --arch shares
refuses "an architecture that says so in its own Kconfig" 'shares that in mm/gup.c' --arch says
refuses "an architecture without fast gup" "use make enable instead" --arch none
echo >> "$work/tree/mm/util.c"
refuses "applying to a tree that was changed" 'has uncommitted changes' --apply
fresh
touch "$work/tree/mm/gup_fast.c"
rm -rf "$work/out"
converts
check "a walker that is there, and not from here, is refused" bash -c '[ "$1" = 1 ] && grep -q "mm/gup_fast.c: exists, but is not this project.s" "$2"' - "$status" "$work/said"
fresh
echo 'obj-y += gup.o' >> "$work/tree/arch/foo/mm/Makefile"
converts
check "a Makefile that builds it twice stops its architecture, by file and line" bash -c '[ "$1" = 0 ] && grep -q "arch/foo/mm/Makefile:2: expected gup.o once" "$2"' - "$status" "$work/said"
fresh
sed -i '/get_huge_page_tail/d' "$work/tree/include/linux/mm.h"
converts
check "a kernel generation that is not known is named by what it lacks" bash -c '[ "$1" = 1 ] && grep -qx "include/linux/mm.h: lacks get_huge_page_tail" "$2" &&
	grep -q "nearest is tail_references.h, and of its [0-9]* needs 1 unmet, as said above" "$2"' - "$status" "$work/said"

# What may not be written is only read; and a tree without MAINTAINERS gets no entry there.
fresh
rm -rf "$work/tree/MAINTAINERS" "$work/out"
chmod -R a-w "$work/tree"
chmod 777 "$work"
as=()
[ "$(id -u)" != 0 ] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$work" GIT_CONFIG_GLOBAL="$work/gitconfig")
git config --file "$work/gitconfig" safe.directory '*'
if "${as[@]}" test -r "$top/coccinelle/convert/convert.sh" 2> /dev/null; then
	converts --arch foo
	result "$status" "a tree that is read-only, without MAINTAINERS, is converted" "$(cat "$work/said")"
	check "and the patches are counted, not the letter" has said '2 patches, with a cover letter'
else
	skip "a tree that is read-only" "user nobody may not read $top; check its permissions"
	skip "and the patches are counted, not the letter" "user nobody may not read $top; check its permissions"
fi
as=()
chmod -R u+w "$work/tree"

fresh
echo 'static inline struct page *compound_trans_head(struct page *page)' >> "$work/tree/include/linux/huge_mm.h"
git -C "$work/tree" add -A
git -C "$work/tree" commit -qm 'before 3.14'
refuses "a tree whose compound_head() looks once, as before 3.14," 'include/linux/huge_mm.h: must not have compound_trans_head; tail_references.h says why'

# A later generation, whose callers give flags.
rm -rf "$work/first" "$work/out"
private_tree "$work/first" compound_references.h flags.c
fresh
converts --apply
result "$status" "a tree whose tails count no references is converted" "$(cat "$work/said")"
check "its kernel is the other one" cmp "$top/core/kernels/compound_references.h" "$work/tree/mm/gup_kernel.h"
check "which includes what both share" cmp "$top/core/kernels/counted_pages.h" "$work/tree/mm/counted_pages.h"
check "its public functions take flags" cmp "$top/core/public/flags.c" "$work/tree/mm/gup_public.c"
check "and include what both share, too" cmp "$top/core/public/gup_public.h" "$work/tree/mm/gup_public.h"
finish
