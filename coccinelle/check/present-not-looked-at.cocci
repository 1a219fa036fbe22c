// SPDX-License-Identifier: GPL-2.0-only
/// A walker takes the page of a pte without a look at whether the pte is present.
///
//# A function that gets the pte and is not known is believed, and so is a mask in a variable
//# that nothing in the function says more of.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: what is not present may be a swap entry, whose bits are no page's number, and a reference is then taken on whatever page is there
// Fix: pte_present(), pte_access_permitted(), or the architecture's bit in a mask, before pte_page() and pte_pfn()
// Source: pte_present() and swap entries in arch/*/include/asm/pgtable*.h
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

# What tells nothing of whether a pte is present.
MUTE = set('''pte_none pte_special pte_devmap pte_write pte_dirty pte_young pte_exec pte_protnone pte_numa
    pte_val pte_flags pte_pfn pte_page pte_pgprot pte_huge pte_user pte_uffd_wp pte_soft_dirty pte_same'''.split())

def judged(text, pte):
    """Is, or may be, a pte known as present after what a function has done so far?"""
    if re.search(r'_PAGE_\w*(?:PRESENT|VALID)|_PAGE_READ', text):
        return True
    if set(re.findall(r'\b(\w+)\s*\(\s*&?\s*%s\s*[,)]' % pte, text)) - MUTE:
        return True
    # What of the value is handed on, or masked, and by what?
    value = r'\bpte_(?:val|flags)\s*\(\s*%s\s*\)' % pte
    return re.search(r'\w\s*\(\s*%s\s*[,)]' % value, text) is not None or \
        re.search(value + r'\s*&', text) is not None and '_PAGE_' not in text

def says(p):
    text, pte = walker.body(p), walker.first_argument(p)
    if not walker.inside(p) or not pte or not re.search(r'\bpte_(?:offset|index)|\bpmd_deref', text):
        return ''
    before = tree.code(p.file)[:-len(walker.text_at(p))]
    # One line is enough: that of the page, not of a number before it.
    if re.search(r'\w+', walker.text_at(p)).group(0) == 'pte_pfn' and 'pte_page' in tree.calls(text):
        return ''
    return '' if judged(before[before.rfind('\n{'):], pte) else \
        '%s() takes the page of %s, be that present or not' % (p.current_element, pte)

@r@
position p : script:python() { bool(says(p[0])) };
@@
(
* pte_page@p(...)
|
* pte_pfn@p(...)
)

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], says(p[0]))

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], says(p[0]))
