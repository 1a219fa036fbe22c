// SPDX-License-Identifier: GPL-2.0-only
/// A way out leaves a reference behind, or some of them.
///
//# Looks at each "if" from the reference to where the page is recorded, and at what it does
//# before it leaves the function. A function that leaves by a loop is not followed.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: nobody will ever give that reference back, so the page is never freed, and can neither be migrated nor be split
// Fix: give back as many references as were taken before each return and goto
// Source: mm/gup.c, gup_put_folio() on each way out of gup_fast_pte_range()
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

def taken(p, function):
    """How the walker at a position takes: the argument that says how many, and what it keeps."""
    call = re.search(r'(?:(\w+)\s*=\s*)?\b%s\s*\([^,;]*(?:,\s*(\w+))?' % function, walker.body(p))
    return call.groups() if call else (None, None)

def says(p, q, take):
    if p.current_element != q.current_element or not walker.takes(p, take):
        return ''
    condition, out = walker.statement(q)[0], walker.way_out(q)
    result, count = taken(p, take)
    # Nothing was taken then.
    if not out or take in condition or result and re.search(r'!\s*%s\b(?!\s*->)' % result, condition):
        return ''
    if not walker.GIVES.search(out):
        return '%s() leaves with what %s() took' % (p.current_element, take)
    if count == 'refs' and not re.search(r'\brefs\b', out):
        return '%s() gives back one reference of those that %s() took' % (p.current_element, take)
    return ''

@t@
identifier take;
position p : script:python(take) { walker.takes(p[0], take) };
@@
 take@p(...)

@r exists@
identifier t.take;
position t.p;
expression C, E3, N;
statement S;
position q : script:python(p, take) { bool(says(p[0], q[0], take)) };
@@
 take@p(...)
 ... when != (*N)++
     when != *N += E3
* if@q (C) S

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
