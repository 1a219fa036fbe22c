// SPDX-License-Identifier: GPL-2.0
/// The process is marked as one that has pins after the seqcount was read: a fork in
/// between sees no mark, and is not seen.
// File: core/kernels/folio_call.h
// Killed-by: test_barriers
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

@@
identifier call;
@@
 gup_fork_begin(...)
 {
 ...
 call->fork_seq = raw_read_seqcount(...);
+	set_bit(MMF_HAS_PINNED, &current->mm->flags);
 ...
 }
