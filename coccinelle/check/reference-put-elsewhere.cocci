// SPDX-License-Identifier: GPL-2.0-only
/// A reference is given back to another page than the one on which it was taken.
///
//# Only a page whose pointer the function moves on is surely another one.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: the page that gets it is freed under those who still use it, and the one on which it was taken never is
// Fix: give it back to the page on which it was taken, which is the head
// Source: 405e44f2e312 ("powerpc: Fix gup_hugepte() when looking up a huge page")
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

def says(p, q, take):
    text, other = walker.body(p), walker.first_argument(q)
    call = re.search(r'(?:(\w+)\s*=\s*)?\b%s\s*\(\s*(\w+)\s*[,)]' % take, text)
    if p.current_element != q.current_element or not call or not other:
        return ''
    result, one = call.groups()
    if walker.same_page(p, one, other, result):
        return ''
    if not re.search(r'\b%s\s*(?:\+\+|\+=)|\+\+\s*%s\b' % (other, other), text):
        return ''
    return '%s() gives a reference to %s back that %s() took on %s' % (p.current_element, other, take, one)

@t@
identifier take;
position p : script:python(take) { walker.takes(p[0], take) };
@@
 take@p(...)

@r exists@
identifier t.take;
identifier put = {put_page, put_compound_head, folio_put, folio_put_refs, gup_put_folio, unpin_user_page};
position t.p;
position q : script:python(p, take) { bool(says(p[0], q[0], take)) };
@@
 take@p(...)
 ... when any
* put@q(...)

@script:python depends on report@
p << t.p;
q << r.q;
take << t.take;
@@
coccilib.report.print_report(q[0], says(p[0], q[0], take))

@script:python depends on org@
p << t.p;
q << r.q;
take << t.take;
@@
coccilib.org.print_todo(q[0], says(p[0], q[0], take))
