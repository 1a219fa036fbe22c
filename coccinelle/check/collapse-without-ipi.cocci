// SPDX-License-Identifier: GPL-2.0-only
/// A table of ptes is taken away for a huge page, and lockless walkers are not waited for.
///
//# Only in the function that calls pmdp_collapse_flush(), and nothing where each flush is an IPI.
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: a walker on another CPU has read the pmd, and goes on in the table while its pages are copied and it is given away
// Fix: call tlb_remove_table_sync_one() behind pmdp_collapse_flush(), before the ptes are cleared
// Source: 2ba99c5e0881 ("mm/khugepaged: fix GUP-fast interaction by sending IPI")
// Where: ^mm/khugepaged\.c$
// Look: pmdp_collapse_flush
virtual report
virtual org
virtual context

@initialize:python@
@@
import os, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree, walker

def says(p):
    top = tree.root(p.file)
    arches = walker.collapses(os.path.join(top, 'mm', 'gup.c')) if top else ()
    return '%s() takes a table away and sends no IPI (%s)' % (p.current_element, walker.named(arches)) if arches else ''

@waits@
identifier wait = {tlb_remove_table_sync_one, pmdp_get_lockless_sync, pte_free_defer, kick_all_cpus_sync};
position q;
@@
 pmdp_collapse_flush@q(...)
 ... when any
 wait(...)

@r@
position p != waits.q && : script:python() { bool(says(p[0])) };
@@
* pmdp_collapse_flush@p(...)

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], says(p[0]))

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], says(p[0]))
