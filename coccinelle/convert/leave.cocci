// SPDX-License-Identifier: GPL-2.0
/// Make gup_fast_pages() of mm/gup.c do without a walker: what it checks stays,
/// and all pages come from the slow path. For configurations without fast gup.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1

virtual patch

@fast depends on patch@
identifier start, nr, flags, pages;
local idexpression unsigned long end, got;
@@
-got = \(gup_fast\|lockless_pages_from_mm\)(start, end, flags, pages);
-if (got == nr || flags & FOLL_FAST_ONLY)
-	return got;
+if (!nr || flags & FOLL_FAST_ONLY)
+	return 0;
-start += got << PAGE_SHIFT;
-pages += got;

@slow depends on fast@
identifier fast.nr;
local idexpression unsigned long fast.got;
local idexpression int ret;
expression list before, after;
identifier longterm = {__gup_longterm_locked, __gup_longterm_unlocked};
@@
-ret = longterm(before, nr - got, after);
-if (ret < 0) {
-	if (got)
-		return got;
-	return ret;
-}
-return ret + got;
+return longterm(before, nr, after);

@unused depends on slow@
parameter list P;
identifier v;
type T;
@@
 gup_fast_pages(P)
 {
 ... when any
-T v;
 ... when != v
 }
