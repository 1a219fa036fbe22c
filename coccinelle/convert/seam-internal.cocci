// SPDX-License-Identifier: GPL-2.0
/// Declare both sides of the seam in mm/internal.h.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1

virtual patch

@declare depends on patch@
typedef bool;
identifier vma, flags, page;
@@
 static inline bool gup_must_unshare(struct vm_area_struct *vma, unsigned int flags, struct page *page)
 { ... }
+
+/*
+ * mm/gup_fast.c takes pages without locks, and leaves others to the slow path
+ * in mm/gup.c.
+ */
+#ifdef CONFIG_GUP_FAST_PORTABLE
+int gup_fast_pages(unsigned long start, int nr_pages, unsigned int gup_flags,
+		   struct page **pages);
+#endif
+long __gup_longterm_locked(struct mm_struct *mm, unsigned long start,
+			   unsigned long nr_pages, struct page **pages,
+			   int *locked, unsigned int gup_flags);
+void gup_put_folio(struct folio *folio, int refs, unsigned int flags);
+void sanity_check_pinned_pages(struct page **pages, unsigned long npages);

// Where gup_must_unshare() is not, and the walker's way out is another function.
@declare_older depends on patch && !declare@
@@
 struct folio *try_grab_folio(...);
+
+/*
+ * mm/gup_fast.c takes pages without locks, and leaves others to the slow path
+ * in mm/gup.c.
+ */
+#ifdef CONFIG_GUP_FAST_PORTABLE
+int gup_fast_pages(unsigned long start, int nr_pages, unsigned int gup_flags,
+		   struct page **pages);
+#endif
+int __gup_longterm_unlocked(unsigned long start, int nr_pages,
+			    unsigned int gup_flags, struct page **pages);
+void gup_put_folio(struct folio *folio, int refs, unsigned int flags);
+void sanity_check_pinned_pages(struct page **pages, unsigned long npages);
