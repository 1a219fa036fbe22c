// SPDX-License-Identifier: GPL-2.0-only
/// A page of user space is made dirty without its lock.
///
//# Only in the function that got the page, where nothing there locks it.
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: the page may be truncated meanwhile, and its mapping go away under set_page_dirty()
// Fix: use set_page_dirty_lock(), or unpin_user_pages_dirty_lock()
// Source: set_page_dirty_lock() in mm/page-writeback.c, the comment above it; Documentation/core-api/pin_user_pages.rst
// Where: ^(arch|block|crypto|drivers|fs|io_uring|kernel|lib|mm|net|samples|security|sound|virt)/.*\.c$
// Look: (get|pin)_user_pages?_fast

virtual report
virtual org
virtual context

@many@
identifier get = {get_user_pages_fast, pin_user_pages_fast, get_user_pages_fast_only};
identifier lock = {lock_page, trylock_page, folio_lock, folio_trylock};
expression a, n, flags, pages, e;
position p;
@@
 get(a, n, flags, pages)
 ... when != lock(...)
* set_page_dirty@p(pages[e])

@one@
identifier get = {get_user_pages_fast, pin_user_pages_fast, get_user_pages_fast_only};
identifier lock = {lock_page, trylock_page, folio_lock, folio_trylock};
expression a, n, flags;
idexpression struct page *page;
position p;
@@
 get(a, n, flags, &page)
 ... when != lock(...)
* set_page_dirty@p(page)

@script:python depends on report@
p << many.p;
pages << many.pages;
@@
coccilib.report.print_report(p[0], '%s[] is made dirty without its lock' % pages.replace(' ', ''))

@script:python depends on org@
p << many.p;
pages << many.pages;
@@
coccilib.org.print_todo(p[0], '%s[] is made dirty without its lock' % pages.replace(' ', ''))

@script:python depends on report@
p << one.p;
page << one.page;
@@
coccilib.report.print_report(p[0], '%s is made dirty without its lock' % page)

@script:python depends on org@
p << one.p;
page << one.page;
@@
coccilib.org.print_todo(p[0], '%s is made dirty without its lock' % page)
