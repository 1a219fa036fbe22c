// SPDX-License-Identifier: GPL-2.0-only
/// A reference is tried on the page of a pte, which may be the tail of a compound page.
///
//# A huge pte, which maps a head, is told by there being no step to a table of ptes. Before 4.5
//# no pte maps a tail, but on architectures that say so. Functions that find the head
//# by themselves, as try_get_page() and try_grab_folio(), are no mistake.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: since 4.5 a pte may map a tail, whose count is always 0, so the fast path fails for each page of a huge page that is mapped by ptes
// Fix: take the reference on compound_head(page), look there again that the page still belongs to it, and give it back there, too
// Source: 7aef4172c795 ("mm: handle PTE-mapped tail pages in gerneric fast gup implementaiton")
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

def says(p, take, E):
    page, top = str(E), tree.root(p.file)
    if not walker.inside(p) or not top or 'compound_mapcount' not in tree.code(top + '/include/linux/mm.h'):
        return ''
    if not re.search(r'\b%s\s*=\s*pte_page\s*\(' % re.escape(page), walker.body(p)):
        return ''
    if not re.search(r'\bpte_(?:offset|index)|\bpmd_deref', walker.body(p)):
        return ''
    return '%s() tries %s() on the page of a pte, head or tail' % (p.current_element, take)

@r@
identifier take = {page_cache_get_speculative, page_cache_add_speculative, get_page_unless_zero};
expression E;
position p : script:python(take, E) { bool(says(p[0], take, E)) };
@@
* take@p(E, ...)

@script:python depends on report@
p << r.p;
take << r.take;
E << r.E;
@@
coccilib.report.print_report(p[0], says(p[0], take, E))

@script:python depends on org@
p << r.p;
take << r.take;
E << r.E;
@@
coccilib.org.print_todo(p[0], says(p[0], take, E))
