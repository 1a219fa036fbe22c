// SPDX-License-Identifier: GPL-2.0-only
/// fork() write-protects pages, and does not tell the pins that are taken meanwhile.
///
//# Only in the function that does it for a range; a caller that does is not seen.
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: fast gup pins a page that fork() shares at the same time, and what is written by the pin is seen by the wrong process
// Fix: hold src_mm->write_protect_seq, by raw_write_seqcount_begin() and _end(), while ptes are copied
// Source: 57efa1fe5957 ("mm/gup: prevent gup_fast from racing with COW during fork")
// Where: ^mm/(memory|hugetlb)\.c$
// Look: copy_p4d_range|copy_hugetlb_page_range
virtual report
virtual org
virtual context

@initialize:python@
@@
import os, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree

FORKS = ('copy_page_range', 'copy_hugetlb_page_range')

def seqcount(path):
    """Has the tree one at all, since 5.11? Before, a pin and a fork were not told apart."""
    top = tree.root(path)
    return bool(top) and 'write_protect_seq' in tree.code(os.path.join(top, 'include', 'linux', 'mm_types.h'))

@told exists@
identifier copies = {copy_p4d_range, huge_ptep_set_wrprotect};
position q;
@@
 raw_write_seqcount_begin(...)
 ... when any
 copies@q(...)

@r@
identifier copies = {copy_p4d_range, huge_ptep_set_wrprotect};
position p != told.q && : script:python() { p[0].current_element in FORKS and seqcount(p[0].file) };
@@
* copies@p(...)

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], '%s() write-protects and does not tell pins' % p[0].current_element)

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], '%s() write-protects and does not tell pins' % p[0].current_element)
