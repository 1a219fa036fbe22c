// SPDX-License-Identifier: GPL-2.0-only
/// A walker takes the page of a pte without a look at whether the pte is special.
///
//# Any mention of "special" in the function is believed, a mask or a call. Huge ptes are none.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: behind a special pte is no struct page, or one that nobody may take, such as a driver's memory
// Fix: leave special ptes to the slow path: pte_special(), before pte_page()
// Source: mm/memory.c, vm_normal_page()
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

def says(p):
    text = walker.body(p)
    if not walker.inside(p) or not re.search(r'\bpte_(?:offset|index)|\bpmd_deref', text):
        return ''
    if re.search('special', text, re.I):
        return ''
    return '%s() takes the page of a pte, be that special or not' % p.current_element

@r@
position p : script:python() { bool(says(p[0])) };
@@
* pte_page@p(...)

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], says(p[0]))

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], says(p[0]))
