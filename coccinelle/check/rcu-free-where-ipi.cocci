// SPDX-License-Identifier: GPL-2.0-only
/// RCU table free is selected where each flush is an IPI, which holds back the free already.
///
//# Only for architectures of which tree.py says so. Nothing is said where any flush is no IPI,
//# as with PARAVIRT on x86, or where tables are freed while in use (PT_RECLAIM).
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: it costs a batch and a grace period for each table, and the IPI that the flush sends anyway waits for the walker
// Fix: select it only where a flush is no IPI
// Source: review of "get_user_pages_fast for ARM and ARM64", patch 3/7, April 2014: SMP alone is ARMv6 too
// Where: ^arch/[^/]*/(include/asm|mm)/.*(pgalloc|pgtable|tlb)[^/]*\.[ch]$
// Look: tlb_remove_(table|ptdesc)

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
    flush, both = tree.flush(top, name), tree.broadcasts_with(top, name)
    if tree.reclaims_tables(top) or 'pte' not in tree.frees(top, name)[inside.name]:
        return ''
    # Where both kinds of hardware are, a select must name the one that broadcasts.
    needless = [x for x in tree.rcu_table_free(top, name)
                if flush.ipi and not flush.unless or both and not both & tree.words(x.condition)]
    if not needless:
        return ''
    return '%s() in %s(): %s selects %s%s, where %s' % (
        call, inside.name, '%s:%d' % (tree.inside(needless[0].file), needless[0].line), tree.named(needless),
        ' if ' + needless[0].condition if needless[0].condition else '',
        flush.why if flush.ipi else 'older hardware sends IPIs, too')

@r@
identifier call = {tlb_remove_table, tlb_remove_ptdesc};
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
