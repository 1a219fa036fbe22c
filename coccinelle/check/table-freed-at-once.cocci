// SPDX-License-Identifier: GPL-2.0-only
/// A page table is freed at once, before the flush and without RCU, under a lockless walker.
///
//# A level that is folded in each configuration has nothing to free, and is left out. A
//# function that also calls tlb_remove_table() is believed to know when it may do without.
//# A table that goes by a function pointer is not seen.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: another CPU may have read the entry above and be about to read the table, which then is somebody else's memory
// Fix: free it by tlb_remove_table() or tlb_remove_ptdesc(), or where each flush is an IPI by tlb_remove_page() or tlb_remove_page_ptdesc()
// Source: include/asm-generic/tlb.h, the order of unhooking, flushing and freeing; "arm64: pgtable: use mmu gather to free p4d level page table"
// Where: ^arch/[^/]*/(include/asm|mm)/.*(pgalloc|pgtable|tlb)[^/]*\.[ch]$
// Look: p(te|md|ud|4d)_free_tlb|free_tlb

virtual report
virtual org
virtual context

@initialize:python@
@@
import os, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree

def wrong(p, call):
    """What is wrong with it, in words; empty if nothing is."""
    inside = tree.freeing(p)
    if not inside or any(tree.BY_RCU.match(x) for x in tree.calls(inside.body)):
        return ''
    top, name = tree.root(p.file), tree.arch(p.file)
    if not tree.really_frees(top, name, call):
        return ''
    walks = set.intersection(*[tree.needs(x) for x in tree.walker(top, name)])
    if tree.without(p.file, int(p.line), walks | set(tree.RCU_TABLE_FREE) | {'SMP', 'MMU'}):
        return ''
    return '%s() in %s() frees a table of %s at once' % (call, inside.name, tree.tables_of(p, inside))

@r@
identifier call = {pte_free, pmd_free, pud_free, p4d_free, free_page, free_pages, __free_page, __free_pages, kmem_cache_free, pagetable_free, pagetable_dtor_free, pgtable_free};
position p : script:python(call) { bool(wrong(p[0], call)) };
@@
* call@p(...)

@script:python depends on report@
p << r.p;
call << r.call;
@@
coccilib.report.print_report(p[0], wrong(p[0], call))

@script:python depends on org@
p << r.p;
call << r.call;
@@
coccilib.org.print_todo(p[0], wrong(p[0], call))
