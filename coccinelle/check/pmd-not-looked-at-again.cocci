// SPDX-License-Identifier: GPL-2.0-only
/// A page of a table of ptes is taken without a look back at the pmd above it.
///
//# Says nothing where each flush is an IPI, where the architecture's own
//# pmdp_collapse_flush() waits for walkers, and where nobody collapses.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: khugepaged clears the pmd and leaves the ptes valid, so a page is taken from a table that is no longer used, after its references were counted for the collapse
// Fix: compare the pmd with its copy, too, after the reference, and give that back if they differ
// Source: 70cbc3cc78a9 ("mm: gup: fix the fast GUP race against THP collapse")
// Where: ^(mm/gup|arch/[^/]*/mm/)
// Look: gup_|get_user_pages_fast
virtual report
virtual org
virtual context

@initialize:python@
@@
import os, re, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree, walker

def says(p, take):
    if not walker.takes(p, take) or not re.search(r'\bpte_(offset|index)|\bpmd_deref', walker.body(p)):
        return ''
    if not walker.collapses(p.file):
        return ''
    return '%s() takes a page of a table by %s() and does not look at the pmd above again (%s)' % (
        p.current_element, take, walker.named(walker.collapses(p.file)))

@r exists@
identifier take, val = {pmd_val, pud_val};
identifier same : script:python() { bool(re.search("pmd.*(same|changed)|still", same)) };
expression E1, E2, E3, N;
position p : script:python(take) { bool(says(p[0], take)) };
@@
* take@p(...)
 ... when != val(E1) != E2
     when != val(E1) == E2
     when != same(...)
\( (*N)++;
\| ++(*N);
\| *N += E3;
\| return 1;
\)

@script:python depends on report@
p << r.p;
take << r.take;
@@
coccilib.report.print_report(p[0], says(p[0], take))

@script:python depends on org@
p << r.p;
take << r.take;
@@
coccilib.org.print_todo(p[0], says(p[0], take))
