#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does enable.sh give arm and arm64 of an older kernel what they lack? On a tree of our
# own making, which has the lines that the parts look for and nothing else; no kernel
# tree is needed. What comes out is in older.ARCH.diff; what does not fit is refused, with
# the tree byte for byte as before.
#
# usage: [ALL=1] test_enable_older.sh	TAP on stdout, about a minute; with ALL=1 also with
#					each number of parts in the tree already
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=enable_older
# shellcheck source=tests/convert/tap.sh
. "$here/../convert/tap.sh"
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
neutral_git
export TMPDIR=$work/tmp
mkdir -m 1777 "$TMPDIR"
tree=$work/tree out=$work/out

cp -a "$here/older" "$work/small"
git -C "$work/small" init -q
git -C "$work/small" add -A -f
git -C "$work/small" commit -q -m "a tree of our own making"

run_enable() { # ARGUMENT...
	env -u GIT_OPTIONAL_LOCKS -u GIT_CONFIG_NOSYSTEM bash "$top/coccinelle/enable/enable.sh" \
		--linux "$tree" --out "$out" "$@" > "$work/stdout" 2> "$work/stderr"
}
patches() { find "$out/enable/$1" -name '0*.patch' | sort; }
# what changed, but for the port's headers, which are arch-$arch's
changed() { git -C "$tree" diff --no-renames "$1" HEAD -- . ':!MAINTAINERS' ':!*/gup_ops.h' | sed '/^index /d'; }

# enabled ARCH PARTS
enabled() {
	local arch=$1 parts=$2 before start i rc
	rm -rf "$out"
	new_tree "$tree"
	start=$(git -C "$tree" rev-parse HEAD)
	before=$(every_byte "$tree")
	rc=0
	run_enable --arch "$arch" || rc=$?
	result $rc "$arch: all parts" "$(cat "$work/stderr")"
	check "$arch: the tree is only read" test "$(every_byte "$tree")" = "$before"
	check "$arch: a patch for each of $parts parts" test "$(patches "$arch" | wc -l)" = "$parts"
	# shellcheck disable=SC2046 # names without spaces
	check "$arch: git am" git -C "$tree" am -q $(patches "$arch")
	changed "$start" > "$work/diff"
	check "$arch: what comes out" diff -u "$here/older.$arch.diff" "$work/diff"
	check "$arch: the port is there" cmp "$top/arch-$arch/gup_ops.h" "$tree/arch/$arch/include/asm/gup_ops.h"
	# Each part that is there is skipped, and the others still fit.
	for ((i = parts; i > 0; i--)); do
		if [ -z "${ALL-}" ] && [ $i != "$parts" ] && [ $i != 1 ]; then
			skip "$arch: with $i of $parts parts there" "make test-all looks at each number; type: make test T=test_enable_older ALL=1"
			git -C "$tree" reset -q --hard HEAD~1
			continue
		fi
		rm -rf "$out"
		rc=0
		run_enable --arch "$arch" || rc=1
		[ "$(grep -c ': this tree has them already; skipped$' "$work/stdout")" = $i ] || rc=1
		[ $i = "$parts" ] || [ "$(patches "$arch" | wc -l)" = $((parts - i)) ] || rc=1
		result $rc "$arch: with $i of $parts parts there" "$(cat "$work/stdout" "$work/stderr")"
		git -C "$tree" reset -q --hard HEAD~1
	done
}

# refused ARCH WHAT FILE SED PATTERN: with FILE of our tree changed by SED
refused() {
	local arch=$1 what=$2 file=$3 status=0 wrong='' rc=0 before
	rm -rf "$out"
	new_tree "$tree"
	sed -i "$4" "$tree/$file"
	! cmp -s "$tree/$file" "$work/small/$file" || wrong="sed changed nothing; "
	before=$(every_byte "$tree")
	run_enable --arch "$arch" || status=$?
	[ $status = 1 ] || wrong="${wrong}exit status $status, expected 1; "
	[ "$(grep -c '^enable: ' "$work/stderr")" = 1 ] || wrong="${wrong}not one sentence; "
	grep -Eq "^enable: .*$5" "$work/stderr" || wrong="${wrong}no sentence with '$5'; "
	[ "$(every_byte "$tree")" = "$before" ] || wrong="${wrong}the tree has changed; "
	[ ! -e "$out" ] && [ -z "$(ls -A "$TMPDIR")" ] || wrong="${wrong}something is left over; "
	[ -z "$wrong" ] || rc=1
	result "$rc" "$arch: refused: $what" "$wrong$(printf '\n'; head -n 4 "$work/stderr")"
}

# needless ARCH PARTS WHAT FILE SED: with FILE of our tree changed by SED, one part less
needless() {
	local arch=$1 parts=$2 rc=0
	rm -rf "$out"
	new_tree "$tree"
	sed -i "$5" "$tree/$4"
	run_enable --arch "$arch" || rc=1
	[ "$(grep -c ': this tree has them already; skipped$' "$work/stdout")" = 1 ] || rc=1
	[ "$(patches "$arch" | wc -l)" = $((parts - 1)) ] || rc=1
	result $rc "$arch: needless: $3" "$(cat "$work/stdout" "$work/stderr")"
}

# fits ARCH WHAT FILE SED PATTERN COUNT: with FILE of our tree changed by SED, all parts
# fit, and add as many lines that are PATTERN
fits() {
	local arch=$1 rc=0
	rm -rf "$out"
	new_tree "$tree"
	sed -i "$4" "$tree/$3"
	! cmp -s "$tree/$3" "$work/small/$3" || rc=1
	run_enable --arch "$arch" || rc=1
	[ "$(cat "$out/enable/$arch"/0*.patch | grep -c "$5")" = "$6" ] || rc=1
	result $rc "$arch: fits: $2" "$(cat "$work/stdout" "$work/stderr")"
}

# already ARCH WHAT COMMAND...: with our tree changed by COMMAND there is nothing to do
already() {
	local arch=$1 what=$2 rc=0
	shift 2
	rm -rf "$out"
	new_tree "$tree"
	(cd "$tree" && "$@")
	run_enable --arch "$arch" || rc=1
	[ ! -s "$work/stderr" ] && [ ! -e "$out" ] || rc=1
	[ "$(cat "$work/stdout")" = "enable: $arch: has fast gup already in this tree, on a walker that is not from here; nothing to do" ] || rc=1
	result $rc "$arch: nothing to do: $what" "$(cat "$work/stdout" "$work/stderr")"
}

# lost WHAT COMMAND PATTERN: with a file of our tree gone by COMMAND, one sentence with PATTERN
lost() {
	local what=$1 status=0
	rm -rf "$out"
	new_tree "$tree"
	(cd "$tree" && eval "$2")
	run_enable --arch arm || status=$?
	[ "$status" = 1 ] && [ "$(wc -l < "$work/stderr")" = 1 ] && grep -Eq "^enable: $3" "$work/stderr" && rc=0 || rc=1
	result $rc "arm: $what" "status $status; $(cat "$work/stderr")"
}

plan 67
enabled arm 4
enabled arm64 8

# What both need is skipped for the second.
rm -rf "$out"
new_tree "$tree"
rc=0
run_enable --arch arm --apply && run_enable --arch arm64 && [ "$(patches arm64 | wc -l)" = 7 ] || rc=1
result $rc "arm64: on top of arm, without the part that both need" "$(cat "$work/stdout" "$work/stderr")"
needless arm64 8 "each table is flushed for" arch/arm64/include/asm/tlb.h '/^static inline void __pte_free_tlb/,/^}/s/tlb_add_flush(tlb, addr);/__flush_tlb_pgtable(tlb->mm, addr);\n\t&/'
needless arm 4 "each batch is flushed for" arch/Kconfig '$a config MMU_GATHER_RCU_TABLE_FREE\n\tbool'

fits arm "nobody is treated as the only user" mm/memory.c '/Nobody else walks it/,/^\t}/d' '^+.*tlb_flush(tlb);' 2

already arm "selected" sed -i 's/^.select RTC_LIB/\tselect HAVE_GENERIC_RCU_GUP\n&/' arch/arm/Kconfig
already arm "a symbol of its own Kconfig" sed -i '$a config HAVE_GENERIC_RCU_GUP\n\tdef_bool y' arch/arm/Kconfig
already arm64 "private" touch arch/arm64/mm/gup.c
lost "a file that this tree never had" "git rm -q arch/arm/include/asm/pgtable-3level.h" \
	"ARCH=arm: this tree is older than what coccinelle/enable/arm knows, or much younger: it has no arch/arm/include/asm/pgtable-3level.h$"
lost "one that nothing is changed in" "git rm -q arch/arm/mm/Kconfig" "ARCH=arm: this tree is older than .*: it has no arch/arm/mm/Kconfig$"
lost "a file that was lost" "rm arch/arm/include/asm/pgtable-3level.h" "arch/arm/include/asm/pgtable-3level.h: is missing or unreadable; restore it first$"

asm=arch/arm/include/asm three=arch/arm/include/asm/pgtable-3level.h
refused arm "the bit is taken" $three 's/^#define L_PTE_NONE.*/&\n#define L_PTE_OURS\t(_AT(pteval_t, 1) << 56)/' \
	"$three: '#define L_PTE_OURS.*' has what 'special ptes' would take; choose another"
refused arm "hardware has the bit" $asm/pgtable-3level-hwdef.h 's/<< 54/<< 56/' \
	"$asm/pgtable-3level-hwdef.h: .* has what 'special ptes' would take"
refused arm "no bit is set aside" $three '/L_PTE_SPECIAL/d' \
	"$three: is not known here: it lacks .*L_PTE_SPECIAL.* on which 'special ptes' rests"
refused arm "another bit is set aside" $three '/L_PTE_SPECIAL/s/56/59/' "$three: is not known here: it lacks .*L_PTE_SPECIAL"
refused arm "half of it is there" $three 's/^#define pte_mkhuge.*/&\n#define __HAVE_ARCH_PTE_SPECIAL/' \
	"$three: has a part of what 'special ptes' would bring, and .* lacks the other"
refused arm "a macro is lacking" $asm/pgtable.h '/^#define pte_isset(/d' \
	"$asm/pgtable.h: is not known here: it lacks the macro pte_isset, on which 'special ptes' rests"
refused arm "set_pte_at() synchronises elsewhere" $asm/pgtable.h 's/__sync_icache_dcache(pteval);/sync_caches(pteval);/' \
	"$asm/pgtable.h: expected 'if \(!pte_special\(pteval\)\)' 1 times"
refused arm "set_pte_at() cannot be parsed" $asm/pgtable.h 's/unsigned long ext = 0;/unsigned long ext = + ;/' \
	"$asm/pgtable.h: the lines above were not parsed in full"
refused arm "selected, but no table goes there" arch/arm/Kconfig 's/^.select RTC_LIB/\tselect HAVE_RCU_TABLE_FREE if SMP\n&/' \
	"arch/arm/Kconfig: has a part of what 'page tables freed by RCU' would bring, and $asm/tlb.h lacks"
refused arm "a table of ptes is freed at once" $asm/tlb.h 's/tlb_remove_page(tlb, pte);/__free_page(pte);/' \
	"$asm/tlb.h: expected .*tlb_free_table\(tlb, pte\)"
refused arm "a table of pmds is freed at once" $asm/tlb.h 's/tlb_remove_page(tlb, virt_to_page(pmdp));/pmd_free(pmdp);/' \
	"$asm/tlb.h: expected .*tlb_free_table\(tlb, virt_to_page\(pmdp\)\)"
refused arm "what is removed as a page might be a table" $asm/tlb.h 's/^static inline void __pte_free_tlb/static inline void tlb_remove_other(struct mmu_gather *tlb, struct page *page)\n{\n\ttlb_remove_page(tlb, page);\n}\n\n&/' \
	"$asm/tlb.h: expected .*tlb_remove_page.* 1 times .*found 2"
refused arm "no place for the batch" $asm/tlb.h 's/MMU_GATHER_BUNDLE/OUR_BUNDLE/' \
	"$asm/tlb.h: is not known here: a line .*MMU_GATHER_BUNDLE.* is there 0 times"
refused arm "the gather is the generic one" $asm/tlb.h '/^struct mmu_gather {/,/^};/d' "$asm/tlb.h: "
refused arm "tables are not freed by RCU-sched" mm/memory.c 's/call_rcu_sched/call_rcu/' \
	"mm/memory.c: is not known here: it lacks .*call_rcu_sched"
refused arm "a table that is freed alone is freed otherwise" mm/memory.c 's/tlb_remove_table_one(table);/__tlb_remove_table(table);/' \
	"mm/memory.c: is not known here: it lacks .*tlb_remove_table_one.* on which 'page tables freed after the flush' rests"
refused arm "a full batch goes another way" mm/memory.c 's/^\t\ttlb_table_flush(tlb);/\t\ttlb_table_rcu(tlb);/' \
	"mm/memory.c: expected .*tlb_flush\(tlb\).* 2 times"
refused arm "a table is freed at once in one more case" mm/memory.c 's/^\ttlb->need_flush = 1;/&\n\tif (tlb->fullmm)\n\t\t__tlb_remove_table(table);/' \
	"mm/memory.c: expected .*__tlb_remove_table\(.* 2 times"
refused arm "the range leaves tables out" $asm/tlb.h '/tlb_add_flush(tlb, addr);/d' \
	"$asm/tlb.h: is not known here: it lacks .*tlb_add_flush"
refused arm "nothing can be selected" arch/arm/Kconfig '/select/d' "arch/arm/Kconfig: 'config ARM' selects nothing"
refused arm "a split flush of its own" arch/arm/mm/flush.c 's/^void __flush_anon_page/void pmdp_splitting_flush(void);\n&/' \
	"arch/arm/mm/flush.c: .* has what 'fast gup' would take"
refused arm "a macro over two lines" $three 's/^#define pmd_trans_splitting(pmd) /&\\\n\t/' \
	"$three: is not known here: a line .*pmd_trans_splitting.* is there 0 times"
refused arm "a collapse that clears otherwise" mm/huge_memory.c 's/_pmd = pmdp_clear_flush/_pmd = pmdp_collapse_flush/' \
	"mm/huge_memory.c: is not known here: it lacks .*pmdp_clear_flush"

asm=arch/arm64/include/asm
refused arm64 "the bit is taken" $asm/pgtable.h 's/^#define PMD_SECT_DIRTY.*/&\n#define PMD_OURS\t(_AT(pmdval_t, 1) << 56)/' \
	"$asm/pgtable.h: '#define PMD_OURS.*' has what 'a bit for huge pmds that are being split' would take"
refused arm64 "splitting is another bit" $asm/pgtable.h '/PMD_SECT_SPLITTING/s/57)/58)/' "$asm/pgtable.h: bit.cocci found nothing to change"
refused arm64 "zap_pte_range() has another shape" mm/memory.c 's/force_flush = !__tlb_remove_page/force_flush |= !__tlb_remove_page/' "mm/memory.c: zap.cocci found nothing"
refused arm64 "the range is kept elsewhere" mm/memory.c 's/tlb->end = addr;/tlb->stop = addr;/' "mm/memory.c: is not known here: it lacks .*tlb->end = addr"
refused arm64 "a use of the old gather is left" $asm/tlb.h 's/^static inline void tlb_add_flush/static inline int full(struct mmu_gather *tlb)\n{\n\treturn tlb->nr == tlb->max;\n}\n\n&/' \
	"$asm/tlb.h: expected .*tlb->.* 0 times"
refused arm64 "somebody else keeps such a range" $asm/tlb.h 's/^static inline void __tlb_alloc_page/static inline void add_range(struct range *r, unsigned long addr)\n{\n\tr->range_start = addr;\n}\n\n&/' \
	"$asm/tlb.h: expected .*range_.* 0 times .*found 1"
refused arm64 "the seed's bug: selected, and tables are still removed as pages" arch/arm64/Kconfig 's/^.select HAVE_PERF_EVENTS/&\n\tselect HAVE_RCU_TABLE_FREE/' \
	"arch/arm64/Kconfig: has a part of what 'page tables freed by RCU' would bring, and $asm/tlb.h lacks the other"
refused arm64 "a table of pmds is freed at once" $asm/tlb.h 's/tlb_remove_page(tlb, virt_to_page(pmdp));/pmd_free(pmdp);/' \
	"$asm/tlb.h: expected .*tlb_remove_table\(tlb, virt_to_page\(pmdp\)\)"
refused arm64 "a shared table is counted otherwise" mm/hugetlb.c 's/put_page(virt_to_page(ptep));/atomic_dec(\&shared);/' \
	"mm/hugetlb.c: is not known here: it lacks .*put_page.* on which 'page tables that hugetlb shares' rests"
refused arm64 "tables are shared, in this tree, by another part of it" arch/arm64/Kconfig '/HUGE_PMD_SHARE/d' \
	"arch/arm64/Kconfig: is not known here: it lacks .*ARCH_WANT_HUGE_PMD_SHARE"
finish
