// SPDX-License-Identifier: GPL-2.0
/// The seqcount is sampled anew for each piece: a fork between two pieces goes unseen.
// File: core/gup_fast.c
// Killed-by: race_fork
// Layouts: x86-64-4l

@@
identifier irq;
@@
 gup_walk_range(struct gup_walk *w)
 {
 <...
+	if (w->flags & FOLL_PIN)
+		w->call.fork_seq = raw_read_seqcount(&w->mm->write_protect_seq);
 local_irq_save(irq);
 ...>
 }
