// SPDX-License-Identifier: GPL-2.0
/// Open a seam in mm/gup.c between the public functions and the walker, so
/// that an architecture can select the portable walker in its place.
///
/// What the portable walker needs of the slow path loses its "static". The
/// tree's own walker, from the helpers that only it uses to the function that
/// the public ones call, is compiled for the other architectures only.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: the tree's walker must stand between the export of
//	get_user_pages_unlocked() and the first public function, but for some
//	helpers that are named here; series.sh checks what the guards hold.

virtual patch

// The seam: the public functions keep their text, but for this name.
@entry_value depends on patch@
identifier old = {gup_fast_fallback, internal_get_user_pages_fast};
expression start, nr, flags, pages;
local idexpression int ret;
@@
-ret = old(start, nr, flags, pages);
+ret = gup_fast_pages(start, nr, flags, pages);

@entry_call depends on patch@
identifier old = {gup_fast_fallback, internal_get_user_pages_fast};
expression start, nr, flags, pages;
@@
-old
+gup_fast_pages
 (start, nr, flags, pages)

@entry depends on patch@
identifier old = {gup_fast_fallback, internal_get_user_pages_fast};
identifier start, nr, flags, pages;
@@
-static int old(unsigned long start, unsigned long nr, unsigned int flags, struct page **pages)
+static int gup_fast_pages(unsigned long start, unsigned long nr,
+			  unsigned int flags, struct page **pages)
 { ... }
+#endif /* !CONFIG_GUP_FAST_PORTABLE */

@guard_walker depends on patch@
declarer name EXPORT_SYMBOL;
@@
 EXPORT_SYMBOL(get_user_pages_unlocked);
+
+#ifndef CONFIG_GUP_FAST_PORTABLE

@guard_unpin depends on patch@
identifier old = {gup_fast_unpin_user_pages, unpin_user_pages_lockless};
identifier pages, nr;
@@
+#ifndef CONFIG_GUP_FAST_PORTABLE
 static void old(struct page **pages, unsigned long nr)
 { ... }
+#endif /* !CONFIG_GUP_FAST_PORTABLE */

// Older trees have these for the slow path as well.
@guard_grab depends on patch@
identifier page, refs, flags;
@@
 static struct folio *try_grab_folio_fast(struct page *page, int refs, unsigned int flags)
 { ... }
+#endif /* !CONFIG_GUP_FAST_PORTABLE */

@guard_record depends on guard_grab@
identifier page, size, addr, end, pages;
@@
+#ifndef CONFIG_GUP_FAST_PORTABLE
 static int record_subpages(struct page *page, unsigned long size, unsigned long addr, unsigned long end, struct page **pages)
 { ... }

@guard_grab_alone depends on guard_grab && !guard_record@
identifier page, refs, flags;
@@
+#ifndef CONFIG_GUP_FAST_PORTABLE
 static struct folio *try_grab_folio_fast(struct page *page, int refs, unsigned int flags)
 { ... }

@guard_get depends on guard_grab@
identifier page, refs;
@@
+#ifndef CONFIG_GUP_FAST_PORTABLE
 static inline struct folio *try_get_folio(struct page *page, int refs)
 { ... }
+#endif /* !CONFIG_GUP_FAST_PORTABLE */

// What the walker calls in the slow path.
@share_put depends on patch@
identifier folio, refs, flags;
@@
-static void gup_put_folio(struct folio *folio, int refs, unsigned int flags)
+void gup_put_folio(struct folio *folio, int refs, unsigned int flags)
 { ... }

@share_put_head depends on patch@
identifier page, refs, flags;
@@
-static void put_compound_head(struct page *page, int refs, unsigned int flags)
+void put_compound_head(struct page *page, int refs, unsigned int flags)
 { ... }

@share_slow depends on patch@
identifier mm, start, nr, pages, locked, flags;
@@
-static long __gup_longterm_locked(struct mm_struct *mm, unsigned long start, unsigned long nr, struct page **pages, int *locked, unsigned int flags)
+long __gup_longterm_locked(struct mm_struct *mm, unsigned long start,
+			   unsigned long nr, struct page **pages, int *locked,
+			   unsigned int flags)
 { ... }

@share_check depends on patch@
identifier pages, nr;
@@
-static inline void sanity_check_pinned_pages(struct page **pages, unsigned long nr)
+void sanity_check_pinned_pages(struct page **pages, unsigned long nr)
 { ... }

@unguard_slow depends on patch@
identifier start, nr, flags, pages;
@@
+#endif /* !CONFIG_GUP_FAST_PORTABLE */
+
 static int __gup_longterm_unlocked(unsigned long start, int nr, unsigned int flags, struct page **pages)
 { ... }
+
+#ifndef CONFIG_GUP_FAST_PORTABLE

@share_unlocked depends on unguard_slow@
identifier start, nr, flags, pages;
@@
-static int __gup_longterm_unlocked(unsigned long start, int nr, unsigned int flags, struct page **pages)
+int __gup_longterm_unlocked(unsigned long start, int nr,
+			    unsigned int flags, struct page **pages)
 { ... }
