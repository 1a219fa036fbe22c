#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# The seed series' patch 6/7 had arm64 free its page tables with the pages, under a walker
# that relies on RCU. Is that found, at each level, in Linux 3.14 to which it is done, and
# nothing in what "make enable" makes of it? The semantic patch seed.cocci makes the one of
# the other.
#
# usage: test_seed.sh	TAP on stdout, a minute; reads build/linux-3.14.52, or unpacks
#			what it needs of TREES/linux-3.14.52.tar.xz (../shared/trees)
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=seed
# shellcheck source=tests/convert/tap.sh
. "$here/../convert/tap.sh"
# shellcheck source=coccinelle/check/rules.sh
. "$top/coccinelle/check/rules.sh"
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
neutral_git
tree=$work/tree
rules="table-freed-as-page table-freed-at-once no-rcu-free-without-ipi rcu-free-where-ipi split-without-ipi"

# What the parts for arm and arm64 read and the rules look at.
files="COPYING CREDITS Kbuild Kconfig MAINTAINERS Makefile README arch/Kconfig
	arch/arm/Kconfig arch/arm/include/asm arch/arm/mm
	arch/arm64/Kconfig arch/arm64/include/asm arch/arm64/mm
	include/asm-generic include/linux/smp.h mm scripts"
tar=${TREES:-$top/../shared/trees}/linux-3.14.52.tar.xz
mkdir "$tree"
if [ -f "$top/build/linux-3.14.52/mm/memory.c" ]; then
	# shellcheck disable=SC2086 # names without spaces
	tar -C "$top/build/linux-3.14.52" -cf - $files | tar -C "$tree" -xf -
elif [ -r "$tar" ]; then
	# shellcheck disable=SC2046,SC2086 # names without spaces
	tar -C "$tree" --strip-components=1 -xf "$tar" $(printf 'linux-3.14.52/%s ' $files)
else
	plan 1
	skip "all" "no Linux 3.14.52; put linux-3.14.52.tar.xz into ../shared/trees, or set TREES=folder, and type: make build/linux-3.14.52"
	finish
	exit
fi

run_enable() { env -u GIT_OPTIONAL_LOCKS -u GIT_CONFIG_NOSYSTEM bash "$top/coccinelle/enable/enable.sh" "$@"; }

# found: what the rules print of the tree, without where the tree is
found() {
	local rule
	find "$tree/arch" "$tree/mm/pgtable-generic.c" -name '*.[ch]' \
		-exec grep -lE 'tlb_remove_(page|table)|free_tlb|pmdp_splitting_flush' {} + | sort | sed 'G' > "$work/groups"
	for rule in $rules; do
		run_rule "$top/coccinelle/check/$rule.cocci" report --file-groups "$work/groups" 2>&1
	done | sed "s,^$tree/,,"
}
# levels N: how many lines say that a table of that level goes with the pages
levels() { grep -c "^arch/arm64/include/asm/tlb.h:[0-9]*:.*tlb_remove_page() in __$1_free_tlb() frees a table of $1s with the pages"; }

plan 7
said=$(found)
check "3.14 as it is, which has no walker for arm and arm64: nothing is found" test -z "$said"

# The walker itself stands for the converted tree, as in tests/enable/older.
cp "$here/../enable/older/mm/gup_fast.c" "$tree/mm/"
cat "$here/../enable/older/mm/Kconfig" >> "$tree/mm/Kconfig"
cp "$here/../enable/older/include/asm-generic/gup_ops.h" "$tree/include/asm-generic/"
git -C "$tree" init -q
git -C "$tree" add -A -f
git -C "$tree" commit -q -m "Linux 3.14.52, in part"
for arch in arm arm64; do
	check "make enable ARCH=$arch" run_enable --linux "$tree" --out "$work/out" --arch $arch --apply
done
said=$(found)
result "$([ -z "$said" ] && echo 0 || echo 1)" "nothing is found in what make enable makes" "$said"

spatch --very-quiet --in-place --no-includes --include-headers -D patch --sp-file "$here/seed.cocci" \
	"$tree/arch/arm64/include/asm/tlb.h" > "$work/log" 2>&1 || true
check "the seed's form is another one" test "$(git -C "$tree" diff | grep -c '^+.*tlb_remove_page(tlb')" = 2
said=$(found)
for level in pte pmd; do
	check "the seed's bug is found, of each table of ${level}s" test "$(levels $level <<< "$said")" = 1
done
finish
