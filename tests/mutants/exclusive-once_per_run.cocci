// SPDX-License-Identifier: GPL-2.0
/// PageAnonExclusive is looked at once per run: of a huge page that is mapped by ptes
/// a shared page is pinned, and its content may change under the pin.
// File: core/gup_fast.c
// Killed-by: test_exclusive
// Layouts: x86-64-4l

@@
identifier i, val, pages, flags;
@@
 gup_exclusive(...)
 {
 ...
 for (...; ...; i++)
-	if (!gup_entry_permitted(GUP_PTE, val[i], true) &&
-	    gup_needs_unshare(pages[i], false, flags))
+	if (!i && !gup_entry_permitted(GUP_PTE, val[i], true) &&
+	    gup_needs_unshare(pages[i], false, flags))
 		break;
 ...
 }
