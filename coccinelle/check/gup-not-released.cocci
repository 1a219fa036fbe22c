// SPDX-License-Identifier: GPL-2.0-only
/// Pages are not released where a function gives up.
///
//# Only where it returns an error without having named what it got since: a page or an array that
//# is passed on, stored or released by another function on the way is believed to be cared for.
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

// On some way from "fewer" to a return they are named: somebody cares for them.
@cared exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
identifier care != {kfree, kvfree, vfree};
local idexpression got;
local idexpression struct page **pages;
expression a, n, flags, e;
position q;
@@
 got = get(a, n, flags, pages);
 ... when any
 if (\(got != n \| got < n \| unlikely(got != n) \| unlikely(got < n)\)) {
 ... when any
\(
 care(..., pages, ...)
\|
 pages[e]
\|
 e = pages
\)
 ... when any
 return@q ...;
 }

// Fewer than asked for: what there are must go. The array is freed, or not.
@fewer exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
identifier alloc = {kmalloc_array, kcalloc, kmalloc, kzalloc, kvmalloc, kvmalloc_array, kvcalloc, vmalloc, vzalloc};
identifier free = {kfree, kvfree, vfree};
local idexpression got;
local idexpression struct page **pages;
expression a, flags, e, x;
expression n != 1;
position q != cared.q;
@@
 pages = alloc(...)
 ... when != e = pages
     when any
 got = get(a, n, flags, pages);
 ... when != pages
     when != got = x
 if (\(got != n \| got < n \| unlikely(got != n) \| unlikely(got < n)\)) {
 ... when != pages
\(
* return@q ...;
\|
 free(pages);
 ... when != pages
* return@q ...;
\)
 }

// One page, got, and then another error.
@one exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
local idexpression got;
local idexpression struct page *page;
expression a, flags;
constant C;
position p, q;
@@
 got = get@p(a, 1, flags, &page);
 if (\(got < 0 \| got <= 0 \| got != 1 \| got < 1 \| unlikely(got < 0) \| unlikely(got != 1)\)) { ... return ...; }
 ... when != page
* return@q -C;

// A second page, and the first stays where that fails.
@second exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
local idexpression struct page *page;
expression a, b, n, flags, other;
statement S;
constant C;
position p, q;
@@
(
 if (\(get(a, 1, flags, &page) != 1\|get(a, 1, flags, &page) < 1\|get(a, 1, flags, &page) <= 0\)) S
|
 if (\(!get(a, 1, flags, &page)\)) S
)
 ... when != page
 if (<+... get@p(b, n, flags, other) ...+>) {
 ... when != page
* return@q -C;
 }

@script:python depends on report@
p << second.q;
page << second.page;
@@
coccilib.report.print_report(p[0], '%s is got, and not released where a second one is not' % page)

@script:python depends on org@
p << second.q;
page << second.page;
@@
coccilib.org.print_todo(p[0], '%s is got, and not released where a second one is not' % page)

@script:python depends on report@
p << fewer.q;
get << fewer.get;
@@
coccilib.report.print_report(p[0], '%s() took fewer pages than it was asked for, and they are not released' % get)

@script:python depends on org@
p << fewer.q;
get << fewer.get;
@@
coccilib.org.print_todo(p[0], '%s() took fewer pages than it was asked for, and they are not released' % get)

@script:python depends on report@
p << one.q;
page << one.page;
@@
coccilib.report.print_report(p[0], '%s is got, and not released where another error is returned' % page)

@script:python depends on org@
p << one.q;
page << one.page;
@@
coccilib.org.print_todo(p[0], '%s is got, and not released where another error is returned' % page)
