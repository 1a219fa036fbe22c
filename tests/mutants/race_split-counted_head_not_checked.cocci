// SPDX-License-Identifier: GPL-2.0
/// With the reference held nobody looks for the head again: after a split in between it is
/// counted on a page that is the head no more, and given back to another one.
// File: core/kernels/counted_pages.h
// Killed-by: race_split
// Layouts: x86-64-4l+compound_references

@@
identifier first, head;
@@
 gup_take_head(...)
 {
 ...
-	if (likely(compound_head(first) == head && compound_head(last) == head))
-		return head;
-	gup_put_refs(head, refs);
-	return NULL;
+	return head;
 }
