// SPDX-License-Identifier: GPL-2.0
/// A device's page is taken without a reference on its pagemap: the struct page may be gone.
// File: core/kernels/folio_references.h
// Killed-by: race_device
// Layouts: x86-64-4l

@@
identifier page, flags;
@@
 gup_device_hold(struct page *page, unsigned int flags)
 {
+	static struct dev_pagemap none = { .users = { 1 << 30 } };
+	return flags & FOLL_LONGTERM ? NULL : &none;
-	return ...;
 }
