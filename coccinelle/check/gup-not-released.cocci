// SPDX-License-Identifier: GPL-2.0-only
/// Pages are not released where a function gives up.
///
//# Only of a page in a variable, or of pages in an array, of that function's own, and only where it
//# returns without having named them since: what is passed on, stored or released by another
//# function is believed to be cared for, and so is what some other way to that return names.
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
returns, others = counts.Calls(), counts.Calls()

// An array that is freed is not what is in it.
@freed@
identifier free = {kfree, kvfree, vfree};
expression pages; position f;
@@
 free(pages@f)

// On some way from "fewer" to a return they are named: somebody cares for them.
@cared exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
idexpression got, pages;
expression a, n, flags; position q, r != freed.f;
@@
 got = get(a, n, flags, pages)
 ... when any
 if (unlikely(\(got != n \| got < n\))) {
 ... when any
 pages@r
 ... when any
 return@q ...;
 }

@script:python@
q << cared.q;
@@
returns.tell(q[0], '', 'fewer')

// Fewer than asked for: what there are must go.
@fewer exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
idexpression got, pages;
expression a, flags, x;
expression n != 1; position p, q;
@@
 got = get@p(a, n, flags, pages)
 ... when != pages
     when != got = x
 if (unlikely(\(got != n \| got < n\))) {
 ... when any
 return@q ...;
 }

@script:python@
p << fewer.p;
q << fewer.q;
get << fewer.get;
pages << fewer.pages;
@@
if counts.own(p[0], pages) and not counts.returned(q[0], pages):
    returns.tell(q[0], '%s() took fewer pages than it was asked for, and they are not released' % get)

// All that were asked for, and then something else is wrong.
@named exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
idexpression page;
expression a, n, flags; position q, r != freed.f;
@@
 get(a, n, flags, \(page \| &page\))
 ... when any
 page@r
 ... when any
 return@q ...;

@script:python@
q << named.q;
@@
others.tell(q[0], '', 'all')

@one exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
idexpression got, page;
expression a, n, flags;
statement S; position p, q;
@@
 got = get@p(a, n, flags, \(page \| &page\))
 ... when != page
     when != got
 if (unlikely(\(got < 0 \| got <= 0 \| got != n \| got < n\))) S
 ... when any
 return@q ...;

@script:python@
p << one.p;
q << one.q;
page << one.page;
@@
if counts.own(p[0], page) and not counts.returned(q[0], page):
    others.tell(q[0], 'what was got in %s is not released where this returns' % page)

@direct exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
idexpression page;
expression a, n, flags;
statement S; position p, q;
@@
 if (unlikely(\(get@p(a, n, flags, &page) != n \| get@p(a, n, flags, &page) < n \| get@p(a, n, flags, &page) <= 0 \| !get@p(a, n, flags, &page)\))) S
 ... when any
 return@q ...;

@script:python@
p << direct.p;
q << direct.q;
page << direct.page;
@@
if counts.own(p[0], page) and not counts.returned(q[0], page):
    others.tell(q[0], 'what was got in %s is not released where this returns' % page)

@r@
position q : script:python() { bool(returns.said(q[0]) or others.said(q[0])) };
@@
* return@q ...;

@script:python depends on report@
q << r.q;
@@
coccilib.report.print_report(q[0], returns.said(q[0]) or others.said(q[0]))

@script:python depends on org@
q << r.q;
@@
coccilib.org.print_todo(q[0], returns.said(q[0]) or others.said(q[0]))
