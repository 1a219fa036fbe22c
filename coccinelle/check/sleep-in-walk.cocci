// SPDX-License-Identifier: GPL-2.0-only
/// A walk sleeps, or may, between its first read and its last look back.
///
//# Follows the calls within a file; what a function of another file does is not known, but
//# for the common ones that sleep. A condition that rules it out is not understood.
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: interrupts are off there, and who sleeps turns them on for others: tables and pages that are walked over can be freed meanwhile
// Fix: leave it to the slow path, or do it before local_irq_save() or after local_irq_restore()
// Source: Documentation/locking/locktypes.rst; mm/gup.c, "Disable interrupts" in gup_fast()
// Where: ^(mm/gup|arch/[^/]*/mm/)
// Look: gup_|get_user_pages_fast
virtual report
virtual org
virtual context

@initialize:python@
@@
import os, re, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree, walker
section = walker.Section()

SLEEPS = re.compile(r'''(?:might_sleep|might_fault|cond_resched|schedule|schedule_timeout\w*|msleep|usleep_range|yield|
    mutex_lock(?:_interruptible|_killable)?|down|down_(?:read|write)(?:_killable|_interruptible)?|
    mmap_(?:read|write)_lock(?:_killable)?|wait_event\w*|wait_for_completion\w*|
    (?:__)?get_user_pages(?:_remote|_unlocked|_locked)?|pin_user_pages(?:_remote|_unlocked)?|__gup_longterm_locked|
    (?:__)?copy_(?:from|to)_user|(?:__)?get_user|(?:__)?put_user|
    (?:__)?lock_page(?:_killable)?|(?:__)?folio_lock(?:_killable)?|(?:wait_on_page|folio_wait)_\w+|wait_split_huge_page|
    set_page_dirty_lock|handle_mm_fault|fixup_user_fault|faultin_page|vmalloc|vzalloc|
    synchronize_(?:rcu|sched)|lru_add_drain_all|unmap_mapping_range)''', re.X)

def sleeps(p, name):
    """Does a call sleep, by its name or because it may wait for memory?"""
    if SLEEPS.fullmatch(name):
        return True
    return 'alloc' in name and \
        re.match(r'[^;]*\bGFP_(?:KERNEL\w*|USER|HIGHUSER\w*|NOFS|NOIO)\b', walker.text_at(p)) is not None

def says(p, name):
    if not sleeps(p, name):
        return ''
    f = p.current_element
    if f in section.within(p.file) or walker.where(p) in section.off:
        return '%s() calls %s(), which may sleep, amid a walk' % (f, name)
    return ''

@off exists@
identifier hold : script:python() { walker.holds(hold) };
identifier let : script:python() { walker.lets(let) };
identifier f;
position p : script:python(f) { p[0].current_element in walker.leading(p[0].file) and
                                (sleeps(p[0], f) or f in walker.functions(p[0].file)) };
@@
 hold(...)
 ... when any
     when != let(...)
 f@p(...)

@script:python@
p << off.p;
f << off.f;
@@
section.covered(p[0], f)

@r@
identifier f;
position p : script:python(f) { bool(says(p[0], f)) };
@@
* f@p(...)

@script:python depends on report@
p << r.p;
f << r.f;
@@
coccilib.report.print_report(p[0], says(p[0], f))

@script:python depends on org@
p << r.p;
f << r.f;
@@
coccilib.org.print_todo(p[0], says(p[0], f))
