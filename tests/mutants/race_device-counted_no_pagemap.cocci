// SPDX-License-Identifier: GPL-2.0
/// A device's page is taken without a reference on its pagemap: the struct page may be gone.
// File: core/kernels/compound_references.h
// Killed-by: race_device
// Layouts: x86-64-4l+compound_references

@@
@@
 gup_device_hold(...)
 {
+	static struct dev_pagemap none = { .users = { 1 << 30 } };
+	return &none;
-	return get_dev_pagemap(...);
 }
