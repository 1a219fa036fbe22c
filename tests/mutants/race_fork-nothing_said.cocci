// SPDX-License-Identifier: GPL-2.0
/// The process is not marked as one that has pins: fork does not look for them, and
/// does not even count.
// File: core/kernels/folio_call.h
// Killed-by: race_fork
// Layouts: x86-64-4l

@@
identifier mm, flags;
@@
 gup_enter(...)
 {
 ...
-	if (flags & FOLL_PIN)
-		gup_announce_pins(mm);
 ...
 }
