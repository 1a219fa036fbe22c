// SPDX-License-Identifier: GPL-2.0-only
/// A page table goes with the pages, though the lockless walker relies on RCU.
///
//# A table that goes by a function pointer, or from a file that is not named after page
//# tables, is not seen. A function that also calls tlb_remove_table() is believed to know
//# when it may do without.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: another CPU may be reading the table with interrupts off, which holds back a grace period of RCU but no flush that is not an IPI
// Fix: free it by tlb_remove_table(), or tlb_remove_ptdesc()
// Source: review of "get_user_pages_fast for ARM and ARM64", linux-arm-kernel, April 2014; mm/gup.c, "RCU table free"
// Where: ^arch/[^/]*/(include/asm|mm)/.*(pgalloc|pgtable|tlb)[^/]*\.[ch]$
// Look: tlb_remove_page

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
    rcu, flush = tree.rcu_table_free(top, name), tree.flush(top, name)
    if not rcu or flush.ipi and not flush.unless:
        return ''
    relies = set.intersection(*[tree.needs(x.condition) for x in rcu])
    if tree.without(p.file, int(p.line), relies | set(tree.RCU_TABLE_FREE) | {'SMP', 'MMU'}):
        return ''
    return '%s() in %s() frees a table of %s with the pages, though %s says that walkers rely on RCU' % (
        call, inside.name, tree.tables_of(p, inside), tree.named(rcu))

@r@
identifier call = {tlb_remove_page, __tlb_remove_page, tlb_remove_page_ptdesc, tlb_remove_page_size};
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
