// SPDX-License-Identifier: GPL-2.0-only
/// Pages are not released where a function gives up.
///
//# Only of a page in a variable, or of pages in an array, of that function's own, and only where it
//# returns without having named them since: what is passed on, stored or released by another
//# function is believed to be cared for, and so is what some other way to that return names, be it
//# from the same "if".
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: each page that was got, and is not released, is lost until the next boot
// Fix: release what was taken, as many as fast gup returned
// Source: get_user_pages_fast() in mm/gup.c: "This may be fewer than the number requested."
// Where: ^(arch|block|crypto|drivers|fs|io_uring|kernel|lib|mm|net|samples|security|sound|virt)/.*\.c$
// Look: (get|pin)_user_pages?_fast

virtual report
virtual org
virtual context

@initialize:python@
@@
import os, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import counts
ways = counts.Ways()

// To free an array is not to release what is in it, nor is to fill one element to name another.
@harmless@
identifier free = {kfree, kvfree, vfree}, get = {get_user_pages_fast, pin_user_pages_fast};
idexpression pages;
expression a, n, flags, c; position f;
@@
 \(free(pages@f) \| get(a, n, flags, &pages@f[c])\)

// Fewer than asked for: what there are must go.
@fewer exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
idexpression pages;
expression got, a, flags, x;
expression n != 1; position p, s, q;
@@
 got = get@p(a, n, flags, pages)
 ... when any
     when != pages
     when != got = x
 if@s (...) {
 ... when any
 return@q ...;
 }

@script:python@
p << fewer.p;
s << fewer.s;
q << fewer.q;
got << fewer.got;
n << fewer.n;
pages << fewer.pages;
@@
ways.fewer(p[0], s[0], q[0], pages, n, got)

@inside exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
idexpression pages;
expression a, flags;
expression n != 1; position p, s, q;
@@
 if@s (<+... get@p(a, n, flags, pages) ...+>) {
 ... when any
 return@q ...;
 }

@script:python@
p << inside.p;
s << inside.s;
q << inside.q;
n << inside.n;
pages << inside.pages;
@@
ways.fewer(p[0], s[0], q[0], pages, n)

// All that were asked for, and then something else is wrong.
@left exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
idexpression page;
expression a, n, flags, c; position p, s, q, o != harmless.f;
@@
 get@p(a, n, flags, \(page \| &page \| &page[c]\))
 ... when any
     when != page@o
(
 if@s (...) {
 ... when any
 return@q ...;
 }
|
 return@q ...;
)

@script:python@
p << left.p;
s << left.s = [];
q << left.q;
page << left.page;
@@
ways.left(p[0], s[0] if s else None, q[0], page)

// On some way from there to the return they are named: somebody cares for them.
@cared exists@
position s : script:python() { ways.asked(s[0]) };
identifier page : script:python() { ways.named(page) };
position q, r != harmless.f;
@@
 if@s (...) {
 ... when any
 page@r
 ... when any
 return@q ...;
 }

@script:python@
s << cared.s;
q << cared.q;
page << cared.page;
@@
ways.cared(s[0], q[0], page)

@r@
position q : script:python() { bool(ways.said(q[0])) };
@@
* return@q ...;

@script:python depends on report@
q << r.q;
@@
coccilib.report.print_report(q[0], ways.said(q[0]))

@script:python depends on org@
q << r.q;
@@
coccilib.org.print_todo(q[0], ways.said(q[0]))
