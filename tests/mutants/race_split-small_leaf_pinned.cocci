// SPDX-License-Identifier: GPL-2.0
/// Many pages of a leaf whose folio was split are taken all the same: of a pin one is
/// taken, and all of them are given back.
// File: core/kernels/folio_pins.h
// Killed-by: race_split
// Layouts: x86-64-4l

@@
identifier large, nr, pages, base;
@@
 gup_take_leaf(...)
 {
 ...
-	if (unlikely(!large && (nr > 1 || pages[0] != base)))
-		return 0;
 ...
 }
