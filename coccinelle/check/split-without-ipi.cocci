// SPDX-License-Identifier: GPL-2.0-only
/// A huge page is split without waiting for lockless walkers.
///
//# Kernels before 4.5 only, where a split relies on it. Another function that sends the IPI is
//# known if it is called by one of the names below.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: a walker on another CPU that has read the huge pmd takes references on its tails while the split hands them out
// Fix: send an IPI to all CPUs and wait, by kick_all_cpus_sync(), after the pmd is marked
// Source: gup_huge_pmd() in arch/x86/mm/gup.c and mm/gup.c of 3.18, the comment on pmd_trans_splitting(); review of the seed series, 4/7
// Where: ^(mm/pgtable-generic\.c|arch/[^/]*/(mm|include/asm)/.*\.[ch])$
// Look: pmdp_splitting_flush

virtual report
virtual org
virtual context

@initialize:python@
@@
import os, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree

def wrong(p, flushes):
    """What is wrong with it, in words; empty if nothing is."""
    top, name = tree.root(p.file), tree.arch(p.file)
    # The one in mm/ is of all that have none of their own.
    names = [name] if name else [x for x in tree.arches(top or '') if not tree.own_split(top, x)]
    names = [x for x in names if tree.splits_huge_pages(top, x)]
    if flushes:
        names = [x for x in names if tree.flush(top, x).ipi is False]
    if not names:
        return ''
    return 'pmdp_splitting_flush()%s marks the pmd as splitting and sends no IPI%s' % (
        '' if name else ' of ' + ' and '.join(names),
        ': ' + tree.flush(top, names[0]).why if flushes else '')

// A nest in the body of a function is not matched by 1.3 in a file that has a star.
@waits exists@
identifier split = pmdp_splitting_flush;
position q;
@@
 split@q(...)
 {
 ... when any
\(kick_all_cpus_sync\|serialize_against_pte_lookup\|tlb_remove_table_sync_one\|smp_call_function\|smp_call_function_many\|on_each_cpu\|on_each_cpu_mask\)(...)
 ... when any
 }

@flushes exists@
identifier split = pmdp_splitting_flush;
position q != waits.q;
@@
 split@q(...)
 {
 ... when any
\(flush_tlb_range\|flush_pmd_tlb_range\|flush_tlb_mm\|flush_tlb_page\|flush_tlb_all\)(...)
 ... when any
 }

@r@
identifier split = pmdp_splitting_flush;
position p != {waits.q, flushes.q} && : script:python() { bool(wrong(p[0], False)) };
@@
* split@p(...) { ... }

@rf@
identifier split = pmdp_splitting_flush;
position flushes.q;
position p : script:python() { bool(wrong(p[0], True)) };
@@
* split@q@p(...) { ... }

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], wrong(p[0], False))

@script:python depends on report@
p << rf.p;
@@
coccilib.report.print_report(p[0], wrong(p[0], True))

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], wrong(p[0], False))

@script:python depends on org@
p << rf.p;
@@
coccilib.org.print_todo(p[0], wrong(p[0], True))
