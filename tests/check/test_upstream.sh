#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Do the rules find each page table of Linux 6.12 that a patch in docs/upstream/ is for, and
# none any more once the patches are applied? The same for Linux 7.3, if it is there, its
# walker, and the patches of docs/upstream/7.3/series.
#
# usage: [LINUX=tree] [NEWEST=tree] test_upstream.sh	TAP on stdout, a minute
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=upstream
# shellcheck source=tests/convert/tap.sh
. "$here/../convert/tap.sh"
# shellcheck source=coccinelle/check/rules.sh
. "$top/coccinelle/check/rules.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
LINUX=${LINUX:-$top/build/linux-source-6.12}
need_linux
if ! grep -q '^#define __p4d_free_tlb(tlb, p4d, addr)  p4d_free' "$LINUX/arch/arm64/include/asm/pgalloc.h"; then
	plan 1
	skip "all" "the patches are for Linux 6.12; set LINUX=path/to/linux-6.12"
	finish
	exit
fi
patches=$(grep -lE '^diff --git a/arch/(arm64|mips|loongarch|sh)/' "$top"/docs/upstream/0*.patch)
mkdir "$work/tree"
# shellcheck disable=SC2046 # names without spaces
(cd "$LINUX" && tar -cf - Kbuild include/asm-generic mm/Kconfig \
	$(for arch in arm64 mips loongarch sh; do echo arch/$arch/Kconfig arch/$arch/include/asm arch/$arch/mm arch/$arch/kernel/smp.c; done) \
	$(find arch/{arm64,mips,loongarch,sh} -name Kconfig)) | tar -xf - -C "$work/tree"

# found: what the rules print, as FILE RULE, one for each line of theirs
found() {
	local rule
	(cd "$work/tree" && find arch -name '*.[ch]' -exec grep -lE 'tlb_remove_(page|table|ptdesc)|free_tlb' {} + | sort | sed 'G' > "$work/groups"
	for rule in table-freed-as-page table-freed-at-once no-rcu-free-without-ipi rcu-free-where-ipi; do
		run_rule "$top/coccinelle/check/$rule.cocci" report --file-groups "$work/groups" 2>&1 |
			sed "s/:.*/ $rule/"
	done)
}

cat > "$work/want" << 'EOF'
arch/arm64/include/asm/pgalloc.h table-freed-at-once
arch/loongarch/include/asm/pgalloc.h table-freed-at-once
arch/loongarch/include/asm/pgalloc.h table-freed-at-once
arch/mips/include/asm/pgalloc.h no-rcu-free-without-ipi
arch/mips/include/asm/pgalloc.h table-freed-at-once
arch/mips/include/asm/pgalloc.h table-freed-at-once
arch/sh/include/asm/pgalloc.h table-freed-at-once
EOF
plan 6
found | sort > "$work/got"
check "each is found in 6.12" diff "$work/want" "$work/got"
# shellcheck disable=SC2086 # names without spaces
check "the patches fit" patch -d "$work/tree" -p1 -s -f -F0 -i <(cat $patches)
check "none is found with the patches" test -z "$(found)"

newest=${NEWEST-$top/build/linux-source-7.3}
# found_newest: what make check prints of the files that the patches touch, as FILE RULE
found_newest() {
	# shellcheck disable=SC2086 # names without spaces
	"$top/coccinelle/check/check.sh" --linux "$work/newest" --out "$work/out" --file "$(sed -n 's,^+++ b/,,p' $series | sort -u | xargs)" \
		--rule "entry-read-torn fork-begin-not-ordered length-of-zero look-back-on-copy table-freed-at-once" 2> "$work/err" > "$work/lines" || [ $? = 1 ] || cat "$work/err"
	sed -nE 's/^([^ :]+):[0-9]+:[0-9]+: (error|warning): .*\[(.*)\]$/\1 \3/p' "$work/lines" | sort
}
if [ -f "$newest/mm/gup.c" ]; then
	series=$(cd "$top/docs/upstream/7.3" && sed '/^#/d' series | xargs readlink -f)
	# Links: patch makes a file anew.
	cp -al "$(readlink -f "$newest")" "$work/newest"
	printf '%s\n' 'arch/sh/include/asm/pgalloc.h table-freed-at-once' 'mm/gup.c entry-read-torn' 'mm/gup.c length-of-zero' \
		'mm/gup.c look-back-on-copy' 'mm/gup.c look-back-on-copy' 'mm/hugetlb.c fork-begin-not-ordered' 'mm/memory.c fork-begin-not-ordered' > "$work/want"
	found_newest > "$work/got"
	check "each is found in 7.3" diff "$work/want" "$work/got"
	# shellcheck disable=SC2086 # names without spaces
	check "the patches fit 7.3" patch -d "$work/newest" -p1 -s -f -F0 -i <(cat $series)
	check "none is found in 7.3 with the patches" test -z "$(found_newest)"
else
	for what in found "gone with the patches" "the patches fit"; do
		skip "7.3: $what" "no tree; type: scripts/suite.sh 'linux-source-[0-9.]*' trixie-backports && make build/linux-source-7.3"
	done
fi
finish
