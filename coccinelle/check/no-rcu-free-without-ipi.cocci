// SPDX-License-Identifier: GPL-2.0-only
/// Tables wait for a flush that is no IPI: neither that nor RCU holds back the free until the
/// lockless walker is done.
///
//# Whether a flush is an IPI stands in tree.py, per architecture, with its source; of an
//# architecture that is not there nothing is said.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: a walker has interrupts off on another CPU, which holds back IPIs and not this flush, so that the table is freed under it
// Fix: select MMU_GATHER_RCU_TABLE_FREE (HAVE_RCU_TABLE_FREE) there, and free tables by tlb_remove_table() at each level
// Source: 9e52fc2b50de ("x86/mm: Enable RCU based page table freeing (CONFIG_HAVE_RCU_TABLE_FREE=y)"); include/asm-generic/tlb.h, "MMU_GATHER_RCU_TABLE_FREE"
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
    """What is wrong with it, in words; empty if nothing is. Once: of tables of ptes."""
    inside = tree.freeing(p)
    if not inside:
        return ''
    top, name = tree.root(p.file), tree.arch(p.file)
    flush, rcu = tree.flush(top, name), tree.rcu_table_free(top, name)
    if flush.ipi is None or flush.ipi and not flush.unless or 'pte' not in tree.frees(top, name)[inside.name]:
        return ''
    # Said where it is not an IPI always, or where it is not under a symbol that does not select it.
    if any(not flush.unless or not x.condition or flush.unless in tree.words(x.condition) for x in rcu):
        return ''
    if tree.without(p.file, int(p.line), {'SMP', 'MMU'} | ({flush.unless} if flush.unless else set())):
        return ''
    return '%s() in %s() frees page tables after a flush that is no IPI%s (%s), and RCU table free is not selected' % (
        call, inside.name, ' with ' + flush.unless if flush.unless else '', flush.why)

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
