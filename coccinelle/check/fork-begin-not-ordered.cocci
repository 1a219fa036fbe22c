// SPDX-License-Identifier: GPL-2.0-only
/// fork() tells the pins that it begins, and reads their counts with only a write barrier
/// between: a pin and the fork can miss each other.
///
//# On x86 and riscv taking the page table lock orders the two; on arm64 and powerpc nothing
//# does, unless a lock was released since.
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: the walker sees neither an odd sequence nor a changed pte, fork() sees no pin, and the child shares a page that a device writes to
// Fix: smp_mb() behind raw_write_seqcount_begin(), which has smp_wmb() only
// Source: tests/litmus/fork-mainline.litmus, and 57efa1fe5957 ("mm/gup: prevent gup_fast from racing with COW during fork")
// Where: ^mm/(memory|hugetlb)\.c$
// Look: write_protect_seq
virtual report
virtual org
virtual context

@ordered@
expression mm;
position q;
@@
 raw_write_seqcount_begin@q(&mm->write_protect_seq);
 smp_mb();

@r@
expression mm;
position p != ordered.q;
@@
* raw_write_seqcount_begin@p(&mm->write_protect_seq);

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], 'only a write barrier between this and the pins that are read')

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], 'only a write barrier between this and the pins that are read')
