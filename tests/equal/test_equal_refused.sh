#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does "make equal" say what of a tree tests/equal/tables.c does not know, before it builds
# anything? On trees of our own making, which have those declarations and nothing else.
#
# usage: test_equal_refused.sh	TAP on stdout, some seconds
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
area=equal_refused
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

tree=$work/tree
mkdir -p "$tree/arch/x86/mm" "$tree/include/linux" "$tree/include/asm-generic"
touch "$tree/Kbuild" "$tree/arch/x86/mm/gup.c" "$tree/include/linux/swapops.h" "$tree/include/asm-generic/pgtable.h"
# declares FILE TEXT
declares() { printf '%s\n' "$2" > "$tree/include/linux/$1"; }

# run WHAT TEXT: it ends with an error, one sentence that has the text
run() {
	local status=0
	LINUX=$tree OUT=$work/out BUILD=$work/build TABLES=1 bash "$here/run.sh" x86-64 > "$work/said" 2> "$work/err" || status=$?
	[ $status = 1 ] && [ "$(wc -l < "$work/err")" = 1 ] && grep -qF -- "$2" "$work/err" && rc=0 || rc=1
	result "$rc" "$1" "status $status; $(cat "$work/err")"
}

declares mmdebug.h 'void dump_page(struct page *page, const char *reason);'
declares mm_types.h 'struct page { atomic_t _refcount; };'
declares mm.h 'long get_user_pages(unsigned long start, unsigned long nr_pages,
		    unsigned int gup_flags, struct page **pages,
		    struct vm_area_struct **vmas);'
run "get_user_pages() of a younger tree" "declares 'long get_user_pages(unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages, struct vm_area_struct **vmas);', and tests/equal/tables.c has 'long get_user_pages(struct task_struct *', as in trees up to 4.5"
known='long get_user_pages(struct task_struct *tsk, struct mm_struct *mm, int force);'
declares mm.h "$known
long get_user_pages_unlocked(unsigned long start, unsigned long nr_pages,
		    struct page **pages, unsigned int gup_flags);"
run "get_user_pages_unlocked() of a younger tree" "declares 'long get_user_pages_unlocked(unsigned long start, "
declares mm.h "$known"
run "another name of a page's count" "declares 'atomic_t _refcount;', and tests/equal/tables.c has 'atomic_t _count;'"
declares mm_types.h 'struct page { atomic_t _count; };'
run "what is known goes on, to the configuration" 'no configuration; read'

# A series that takes the private walker, and whose "select" never comes true.
mkdir -p "$work/out/series"
printf '%s\n' '--- /dev/null' '+++ b/mm/gup_fast.c' '@@ -0,0 +1 @@' '+/* ours */' > "$work/out/series/0001-walker.patch"
cat > "$work/out/series/0002-x86.patch" << 'END'
--- a/arch/x86/mm/gup.c
+++ /dev/null
@@ -1 +0,0 @@
-/* theirs */
END
echo '/* theirs */' > "$tree/arch/x86/mm/gup.c"
printf 'allnoconfig:\n\techo CONFIG_X86_64=y > $(O)/.config\n' > "$tree/Makefile"
run "a series that leaves a configuration without our walker" "x86-64: the series leaves this configuration without the portable walker: CONFIG_GUP_FAST_PORTABLE is not set"
finish
