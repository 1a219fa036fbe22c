// SPDX-License-Identifier: GPL-2.0-only
/// A walker reads the page tables while interrupts may be on, or lets them in amid the walk.
///
//# Follows the calls within a file up to get_user_pages_fast() and its like; of a walker that
//# nobody there calls nothing is said. RCU's read section is believed where tables go by RCU.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: interrupts off are what those wait for who free tables and pages on another CPU, and they free what is being read here otherwise
// Fix: local_irq_save() before the top level is read, local_irq_restore() after the last look back
// Source: mm/gup.c, "Disable interrupts" in gup_fast()
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

def matters(p, name):
    """Does a call come to the walk, begin it, or go on with it?"""
    return p.current_element in walker.functions(p.file) and (name == 'pgd_offset' or
           name in walker.leading(p.file) or name in walker.walkers(p.file))

def says(p, name):
    path, f = p.file, p.current_element
    if name == 'pgd_offset':
        if f not in walker.tops(path) or walker.where(p) in section.off or 'guard(irq' in walker.body(p):
            return ''
        by = section.entered_on(path, f)
        return by and '%s() reads the top level with interrupts on%s' % (f, '' if by == f else ', on the way from %s()' % by)
    if walker.lets(name):
        # Nested, it only goes back to off.
        if f not in section.within(path) or f in walker.leading(path) - walker.tops(path) or not walker.inside(p) or \
           re.search(r'irqs?_(?:\w+_)?%s\b' % ('save' if 'restore' in name else '$'), walker.body(p)):
            return ''
        return '%s() lets interrupts in amid the walk, by %s()' % (f, name)
    if f in walker.tops(path) and name in walker.walkers(path) - walker.leading(path) and \
       walker.where(p) not in section.off and section.has_off(path, f, 'pgd_offset'):
        return '%s() goes on to %s() with interrupts on again' % (f, name)
    return ''

@off exists@
identifier hold : script:python() { walker.holds(hold) };
identifier let : script:python() { walker.lets(let) };
identifier f;
position p : script:python(f) { matters(p[0], f) };
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

@rcu exists@
identifier hold = {rcu_read_lock, rcu_read_lock_sched, preempt_disable};
identifier let = {rcu_read_unlock, rcu_read_unlock_sched, preempt_enable};
identifier f;
position p : script:python(f) { matters(p[0], f) and walker.rcu_is_enough(p[0].file) };
@@
 hold(...)
 ... when any
     when != let(...)
 f@p(...)

@script:python@
p << rcu.p;
f << rcu.f;
@@
section.covered(p[0], f)

@call@
identifier f;
position p : script:python(f) { f in walker.leading(p[0].file) };
@@
 f@p(...)

@script:python@
p << call.p;
f << call.f;
@@
section.called(p[0], f)

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
