// SPDX-License-Identifier: GPL-2.0-only
/// Fast gup is called with the mmap lock held.
///
//# Only where the lock of current->mm is taken in the same function.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: what it does not get fast it gets with the same lock, and a writer that waits between the two holds up both for ever
// Fix: use get_user_pages() or pin_user_pages(), which expect the lock, or call it before the lock is taken
// Source: __gup_longterm_locked() and get_user_pages_unlocked() in mm/gup.c; down_read() is not recursive
// Where: ^(arch|block|crypto|drivers|fs|io_uring|kernel|lib|mm|net|samples|security|sound|virt)/.*\.c$
// Look: (get|pin)_user_pages?_fast

virtual report
virtual org
virtual context

@r@
symbol current;
identifier get = {get_user_pages_fast, pin_user_pages_fast};
position p;
@@
\(
 mmap_read_lock(current->mm);
\|
 mmap_write_lock(current->mm);
\|
 down_read(&current->mm->mmap_sem);
\|
 down_write(&current->mm->mmap_sem);
\)
 ... when != \(mmap_read_unlock(...)\|mmap_write_unlock(...)\|up_read(...)\|up_write(...)\)
* get@p(...)

@rm@
symbol current;
identifier get = {get_user_pages_fast, pin_user_pages_fast};
identifier mm;
expression e;
position p;
@@
\(
 mm = current->mm;
\|
 struct mm_struct *mm = current->mm;
\)
 ... when != mm = e
\(
 mmap_read_lock(mm);
\|
 mmap_write_lock(mm);
\|
 down_read(&mm->mmap_sem);
\|
 down_write(&mm->mmap_sem);
\)
 ... when != \(mmap_read_unlock(...)\|mmap_write_unlock(...)\|up_read(...)\|up_write(...)\)
* get@p(...)

@script:python depends on report@
p << r.p;
get << r.get;
@@
coccilib.report.print_report(p[0], '%s() is called with the mmap lock held, and may take it' % get)

@script:python depends on org@
p << r.p;
get << r.get;
@@
coccilib.org.print_todo(p[0], '%s() is called with the mmap lock held, and may take it' % get)

@script:python depends on report@
p << rm.p;
get << rm.get;
@@
coccilib.report.print_report(p[0], '%s() is called with the mmap lock held, and may take it' % get)

@script:python depends on org@
p << rm.p;
get << rm.get;
@@
coccilib.org.print_todo(p[0], '%s() is called with the mmap lock held, and may take it' % get)
