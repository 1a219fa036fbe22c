// SPDX-License-Identifier: GPL-2.0-only
/// Fewer pages than were asked for are taken for all of them.
///
//# Only where the count is looked at once, for an error, and never again in that function.
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: fast gup may stop at any page and say how many it took, and the rest of the array is whatever was there
// Fix: compare what it returns with what was asked for, and release the pages if it is less
// Source: get_user_pages_fast() in mm/gup.c: "Returns number of pages pinned. This may be fewer than the number requested."
// Where: ^(arch|block|crypto|drivers|fs|io_uring|kernel|lib|mm|net|samples|security|sound|virt)/.*\.c$
// Look: (get|pin)_user_pages?_fast

virtual report
virtual org
virtual context

@asked@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
local idexpression got;
expression a, flags, pages;
expression n != 1;
statement S;
position p;
@@
 got = get@p(a, n, flags, pages);
 if (\(got < 0 \| got <= 0 \| got < 1 \| !got \| unlikely(got < 0) \| unlikely(got <= 0) \| IS_ERR_VALUE(got)\)) S

@counted@
identifier get;
local idexpression got;
expression a, n, flags, pages, e;
statement S;
position asked.p, q;
@@
 got = get@p@q(a, n, flags, pages);
 if (...) S
 ... when any
     when != got = e
 got

@r@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
local idexpression got;
expression a, flags, pages;
expression n != 1;
statement S;
position p != counted.q;
@@
* got = get@p(a, n, flags, pages);
 if (\(got < 0 \| got <= 0 \| got < 1 \| !got \| unlikely(got < 0) \| unlikely(got <= 0) \| IS_ERR_VALUE(got)\)) S

// By a declaration.
@counted_there@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
identifier got;
type T;
expression a, n, flags, pages, e;
statement S;
position q;
@@
 T got = get@q(a, n, flags, pages);
 if (...) S
 ... when any
     when != got = e
 got

@there@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
identifier got;
type T;
expression a, flags, pages;
expression n != 1;
statement S;
position p != counted_there.q;
@@
* T got = get@p(a, n, flags, pages);
 if (\(got < 0 \| got <= 0 \| got < 1 \| !got \| unlikely(got < 0) \| unlikely(got <= 0)\)) S

// In the comparison itself: how many there are is known to nobody then.
@direct@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
expression a, flags, pages;
expression n != 1;
position p;
@@
(
* get@p(a, n, flags, pages) < 0
|
* get@p(a, n, flags, pages) <= 0
|
* get@p(a, n, flags, pages) < 1
)

@script:python depends on report@
p << r.p;
get << r.get;
@@
coccilib.report.print_report(p[0], '%s() may take fewer pages than it is asked for, and only an error is looked for' % get)

@script:python depends on org@
p << r.p;
get << r.get;
@@
coccilib.org.print_todo(p[0], '%s() may take fewer pages than it is asked for, and only an error is looked for' % get)

@script:python depends on report@
p << direct.p;
get << direct.get;
@@
coccilib.report.print_report(p[0], '%s() may take fewer pages than it is asked for, and only an error is looked for' % get)

@script:python depends on org@
p << direct.p;
get << direct.get;
@@
coccilib.org.print_todo(p[0], '%s() may take fewer pages than it is asked for, and only an error is looked for' % get)

@script:python depends on report@
p << there.p;
get << there.get;
@@
coccilib.report.print_report(p[0], '%s() may take fewer pages than it is asked for, and only an error is looked for' % get)

@script:python depends on org@
p << there.p;
get << there.get;
@@
coccilib.org.print_todo(p[0], '%s() may take fewer pages than it is asked for, and only an error is looked for' % get)
