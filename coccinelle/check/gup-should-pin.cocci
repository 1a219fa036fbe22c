// SPDX-License-Identifier: GPL-2.0-only
/// The content of pages that are only referenced is used, by the CPU or by a device.
///
//# Only where that is in the function that got them. What is read only, and written back by nobody, could do without.
//# Only trees that have pin_user_pages_fast().
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: a reference does not say that the content is used, so a file system may write the page back, or fork() share it, while it changes
// Fix: use pin_user_pages_fast() and unpin_user_pages(), with FOLL_LONGTERM if it lasts
// Source: Documentation/core-api/pin_user_pages.rst, case 5 and "FOLL_PIN, FOLL_GET, FOLL_LONGTERM: when to use which flags"
// Where: ^(arch|block|crypto|drivers|fs|io_uring|kernel|lib|mm|net|samples|security|sound|virt)/.*\.c$
// Look: get_user_pages?_fast

virtual report
virtual org
virtual context

@initialize:python@
@@
import os, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree

@many@
identifier get = {get_user_pages_fast, get_user_pages_fast_only};
identifier use = {kmap, kmap_local_page, kmap_atomic, page_address, dma_map_page, dma_map_page_attrs, pci_map_page, sg_set_page, copy_highpage, memcpy_to_page, memcpy_from_page, bio_add_page};
identifier all = {vmap, sg_alloc_table_from_pages, sg_alloc_table_from_pages_segment};
expression a, n, flags, pages, e, t;
position p : script:python() { tree.pins(p[0].file) };
@@
 get@p(a, n, flags, pages)
 ... when != pages = e
\(
* use(..., pages[e], ...)
\|
* all(pages, ...)
\|
* all(t, pages, ...)
\)

@one@
identifier get = {get_user_pages_fast, get_user_pages_fast_only};
identifier use = {kmap, kmap_local_page, kmap_atomic, page_address, dma_map_page, dma_map_page_attrs, pci_map_page, sg_set_page, copy_highpage, memcpy_to_page, memcpy_from_page, bio_add_page};
expression a, n, flags, e;
idexpression struct page *page;
position p : script:python() { tree.pins(p[0].file) };
@@
 get@p(a, n, flags, &page)
 ... when != page = e
* use(..., page, ...)

@first@
identifier get = {get_user_pages_fast, get_user_pages_fast_only};
identifier use = {kmap, kmap_local_page, kmap_atomic, page_address, dma_map_page, dma_map_page_attrs, pci_map_page, sg_set_page, copy_highpage, memcpy_to_page, memcpy_from_page, bio_add_page};
expression a, n, flags;
idexpression struct page *page;
expression pages;
position p : script:python() { tree.pins(p[0].file) };
@@
 get@p(a, n, flags, pages)
 ...
 page = pages[0];
 ...
* use(..., page, ...)

@script:python depends on report@
p << many.p;
use << many.use = "";
all << many.all = "";
@@
coccilib.report.print_report(p[0], 'pages are only referenced, and %s() uses their content' % (use or all))

@script:python depends on org@
p << many.p;
use << many.use = "";
all << many.all = "";
@@
coccilib.org.print_todo(p[0], 'pages are only referenced, and %s() uses their content' % (use or all))

@script:python depends on report@
p << one.p;
use << one.use;
@@
coccilib.report.print_report(p[0], 'a page is only referenced, and %s() uses its content' % use)

@script:python depends on org@
p << one.p;
use << one.use;
@@
coccilib.org.print_todo(p[0], 'a page is only referenced, and %s() uses its content' % use)

@script:python depends on report@
p << first.p;
use << first.use;
@@
coccilib.report.print_report(p[0], 'a page is only referenced, and %s() uses its content' % use)

@script:python depends on org@
p << first.p;
use << first.use;
@@
coccilib.org.print_todo(p[0], 'a page is only referenced, and %s() uses its content' % use)
