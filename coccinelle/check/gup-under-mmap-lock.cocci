// SPDX-License-Identifier: GPL-2.0-only
/// Fast gup is called with the mmap lock held.
///
//# Only where the lock is taken in the same function. Whose mm it is is not asked: fast gup is of
//# current->mm, and the lock of another one is no use to it.
// Confidence: Moderate
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
identifier get = {get_user_pages_fast, pin_user_pages_fast};
identifier lock = {mmap_read_lock, mmap_write_lock, mmap_read_lock_nested, mmap_write_lock_nested};
expression mm;
position p;
@@
\(
 lock(mm);
\|
 lock(mm, ...);
\|
 guard(lock)(mm);
\|
 down_read(&mm->mmap_sem);
\|
 down_write(&mm->mmap_sem);
\)
 ... when != \(mmap_read_unlock(...)\|mmap_write_unlock(...)\|mmap_write_downgrade(...)\|up_read(...)\|up_write(...)\)
* get@p(...)

// Where it may not get the lock.
@tried@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
identifier try = {mmap_read_trylock, mmap_write_trylock};
identifier killable = {mmap_read_lock_killable, mmap_write_lock_killable};
expression mm, ret;
statement S;
position p;
@@
\(
 if (!try(mm)) S
\|
 if (!down_read_trylock(&mm->mmap_sem)) S
\|
 if (killable(mm)) S
\|
 ret = killable(mm);
\|
 if (down_read_killable(&mm->mmap_sem)) S
\)
 ... when != \(mmap_read_unlock(...)\|mmap_write_unlock(...)\|up_read(...)\|up_write(...)\)
* get@p(...)

@scoped exists@
iterator name scoped_guard;
identifier get = {get_user_pages_fast, pin_user_pages_fast};
identifier lock = {mmap_read_lock, mmap_write_lock, mmap_read_trylock, mmap_write_trylock};
expression mm;
position p;
@@
 scoped_guard(lock, mm) {
 <+...
* get@p(...)
 ...+>
 }

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
p << tried.p;
get << tried.get;
@@
coccilib.report.print_report(p[0], '%s() is called with the mmap lock held, and may take it' % get)

@script:python depends on org@
p << tried.p;
get << tried.get;
@@
coccilib.org.print_todo(p[0], '%s() is called with the mmap lock held, and may take it' % get)

@script:python depends on report@
p << scoped.p;
get << scoped.get;
@@
coccilib.report.print_report(p[0], '%s() is called with the mmap lock held, and may take it' % get)

@script:python depends on org@
p << scoped.p;
get << scoped.get;
@@
coccilib.org.print_todo(p[0], '%s() is called with the mmap lock held, and may take it' % get)
