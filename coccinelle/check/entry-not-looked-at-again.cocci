// SPDX-License-Identifier: GPL-2.0-only
/// A page is taken without a look back at the entry that led to it.
///
//# Says nothing about a look back that only some ways to success go by if it stands in
//# another function, nor where nothing tells which architectures walk by this code.
//# Where each flush waits for an IPI, interrupts off do instead of a look back.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: meanwhile another CPU may have unmapped the page, and freed it or given it to somebody else, so the reference is on a stranger's page
// Fix: compare the entry with its copy after the reference, and give that back if they differ
// Source: mm/gup.c, "GUP-fast relies on pte change detection"; 2667f50e8b81; e585513b76f7 for x86
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

def say(p, take):
    return '%s() takes a page by %s() and does not look at its entry again (%s)' % (
        p.current_element, take, walker.named(walker.unblocked(p.file)))

@r exists@
identifier take, val = {pte_val, pmd_val, pud_val, p4d_val, pgd_val};
identifier same : script:python() { bool(re.search("same|still|changed", same)) };
expression E1, E2, E3, N;
position p : script:python(take) { walker.takes(p[0], take) and bool(walker.unblocked(p[0].file)) };
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
coccilib.report.print_report(p[0], say(p[0], take))

@script:python depends on org@
p << r.p;
take << r.take;
@@
coccilib.org.print_todo(p[0], say(p[0], take))
