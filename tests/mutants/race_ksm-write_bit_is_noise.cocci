// SPDX-License-Identifier: GPL-2.0
/// The look back takes the write bit for noise: a page that KSM write-protects is
/// pinned for writing after KSM has looked for pins.
// File: arch-x86/gup_ops.h
// Killed-by: race_ksm
// Layouts: x86-64-4l

@@
identifier val;
@@
 gup_x86_noise(...)
 {
-	return _PAGE_ACCESSED | (val & _PAGE_RW ? _PAGE_DIRTY : 0);
+	return _PAGE_ACCESSED | _PAGE_DIRTY | _PAGE_RW;
 }
