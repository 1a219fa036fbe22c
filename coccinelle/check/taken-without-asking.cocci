// SPDX-License-Identifier: GPL-2.0-only
/// A page is taken by get_page() where somebody may have freed it meanwhile.
///
//# Says nothing where each flush is an IPI: interrupts off then keep the page from being freed.
//# Nor of a device's page whose pagemap is held.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: between the read of the entry and the reference another CPU may unmap and free the page, and get_page() brings a free page back to life, which is then freed twice
// Fix: take it only if its count is not zero (page_cache_get_speculative(), try_get_folio()), look at the entry again, and give it back if that changed
// Source: mm/gup.c; 9e52fc2b50de for flushes of x86 that are no IPIs; e585513b76f7
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
    if not walker.inside(p) or take not in walker.plain_takers(p.file):
        return ''
    if walker.device_only(walker.body(p)):
        return ''
    if not walker.unblocked(p.file) or tree.calls(walker.body(p)) & walker.takers(p.file):
        return ''
    return '%s() takes a page by %s(), free or not (%s)' % (
        p.current_element, take, walker.named(walker.unblocked(p.file)))

@r@
identifier take;
position p : script:python(take) { bool(says(p[0], take)) };
@@
* take@p(...)

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
