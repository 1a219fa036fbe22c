// SPDX-License-Identifier: GPL-2.0-only
/// Pages are got in one way and released in another.
///
//# Only where both are in one function, and nothing else was put into the array between.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: a pin counts much more than a reference, so that a page is never free again, or is freed while in use
// Fix: release what get_user_pages_fast() got by put_page(), and what pin_user_pages_fast() got by unpin_user_page()
// Source: Documentation/core-api/pin_user_pages.rst
// Where: ^(arch|block|crypto|drivers|fs|io_uring|kernel|lib|mm|net|samples|security|sound|virt)/.*\.c$
// Look: (get|pin)_user_pages?_fast

virtual report
virtual org
virtual context

@got@
identifier get = {get_user_pages_fast, get_user_pages_fast_only};
expression a, n, flags, pages, e;
position p;
@@
 get(a, n, flags, pages)
 ... when != pin_user_pages_fast(..., pages)
     when != pages = e
\(
* unpin_user_page@p(pages[e])
\|
* unpin_user_pages@p(pages, ...)
\|
* unpin_user_pages_dirty_lock@p(pages, ...)
\|
* unpin_folio@p(page_folio(pages[e]))
\)

@got_one@
identifier get = {get_user_pages_fast, get_user_pages_fast_only};
expression a, n, flags, e;
idexpression struct page *page;
position p;
@@
 get(a, n, flags, &page)
 ... when != pin_user_pages_fast(..., &page)
     when != page = e
* \(unpin_user_page@p(page)\|unpin_folio@p(page_folio(page))\)

@pinned@
expression a, n, flags, pages, e;
position p;
@@
 pin_user_pages_fast(a, n, flags, pages)
 ... when != get_user_pages_fast(..., pages)
     when != pages = e
\(
* put_page@p(pages[e])
\|
* release_pages@p(pages, ...)
\|
* folio_put@p(page_folio(pages[e]))
\)

// By a variable, to which nothing else was got.
@pinned_folio@
expression a, n, flags, pages, e;
idexpression struct folio *folio;
position p;
@@
 pin_user_pages_fast(a, n, flags, pages)
 ... when != get_user_pages_fast(..., pages)
     when != pages = e
 folio = page_folio(pages[e])
 ... when != folio_get(folio)
* folio_put@p(folio)

@pinned_one@
expression a, n, flags, e;
idexpression struct page *page;
position p;
@@
 pin_user_pages_fast(a, n, flags, &page)
 ... when != get_user_pages_fast(..., &page)
     when != page = e
* \(put_page@p(page)\|folio_put@p(page_folio(page))\)

@script:python depends on report@
p << got.p;
pages << got.pages;
@@
coccilib.report.print_report(p[0], 'what get_user_pages_fast() got into %s is released as if it were pinned' % pages.replace(' ', ''))

@script:python depends on org@
p << got.p;
pages << got.pages;
@@
coccilib.org.print_todo(p[0], 'what get_user_pages_fast() got into %s is released as if it were pinned' % pages.replace(' ', ''))

@script:python depends on report@
p << got_one.p;
page << got_one.page;
@@
coccilib.report.print_report(p[0], 'what get_user_pages_fast() got into %s is released as if it were pinned' % page)

@script:python depends on org@
p << got_one.p;
page << got_one.page;
@@
coccilib.org.print_todo(p[0], 'what get_user_pages_fast() got into %s is released as if it were pinned' % page)

@script:python depends on report@
p << pinned.p;
pages << pinned.pages;
@@
coccilib.report.print_report(p[0], 'what pin_user_pages_fast() pinned in %s is released as if it were only got' % pages.replace(' ', ''))

@script:python depends on org@
p << pinned.p;
pages << pinned.pages;
@@
coccilib.org.print_todo(p[0], 'what pin_user_pages_fast() pinned in %s is released as if it were only got' % pages.replace(' ', ''))

@script:python depends on report@
p << pinned_folio.p;
folio << pinned_folio.folio;
@@
coccilib.report.print_report(p[0], 'the folio %s of what pin_user_pages_fast() pinned is released as if it were only got' % folio)

@script:python depends on org@
p << pinned_folio.p;
folio << pinned_folio.folio;
@@
coccilib.org.print_todo(p[0], 'the folio %s of what pin_user_pages_fast() pinned is released as if it were only got' % folio)

@script:python depends on report@
p << pinned_one.p;
page << pinned_one.page;
@@
coccilib.report.print_report(p[0], 'what pin_user_pages_fast() pinned in %s is released as if it were only got' % page)

@script:python depends on org@
p << pinned_one.p;
page << pinned_one.page;
@@
coccilib.org.print_todo(p[0], 'what pin_user_pages_fast() pinned in %s is released as if it were only got' % page)
