// SPDX-License-Identifier: GPL-2.0-only
/// The look back at an entry is at a copy of it, where the level is folded.
///
//# Levels that are folded at run time are only known where the architecture's own step is a
//# function that returns its argument. Says nothing where each flush is an IPI: there interrupts
//# off do instead of a look back.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: where the level is folded the step gives back the address of the copy on the stack, which is then compared with itself, so an entry that another CPU has cleared passes
// Fix: step down by the real entry where the level is folded (docs/upstream/0001-mm-step-through-folded-levels-by-the-real-entry-in-l.patch)
// Source: include/asm-generic/pgtable-nopmd.h, pmd_offset(); include/linux/pgtable.h, pmd_offset_lockless()
// Where: ^(mm/gup|arch/[^/]*/mm/)
// Look: p(4d|ud|md)_offset(_lockless)?\(
virtual report
virtual org
virtual context

@initialize:python@
@@
import os, re, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree, walker

LOOK_BACK = r'\b%s_val\([^()]*\)\s*[!=]=\s*%s_val\((?:\*|\w+\()|\b%s_same\('

def folders(p, level):
    top, found = tree.root(p.file), []
    for arch in walker.unblocked(p.file):
        name = arch.split()[0]
        if walker.folded_when_built(top, name, level) or \
                walker.folded_at_run_time(top, name, level) and not walker.own_lockless(top, name, level):
            found.append(arch)
    return found

def says(p, step, E):
    level = walker.copied(p, step, E)
    if not level or not re.search(LOOK_BACK % (level, level, level), walker.below(p)):
        return ''
    if not folders(p, level):
        return ''
    return '%s() steps to the %s from a copy, which the look back then reads (folded on %s)' % (
        p.current_element, level, walker.named(folders(p, level)))

@r@
identifier step = {p4d_offset, pud_offset, pmd_offset, p4d_offset_lockless, pud_offset_lockless, pmd_offset_lockless};
expression E;
position p : script:python(step, E) { bool(says(p[0], step, E)) };
@@
* step@p(E, ...)

@script:python depends on report@
p << r.p;
step << r.step;
E << r.E;
@@
coccilib.report.print_report(p[0], says(p[0], step, E))

@script:python depends on org@
p << r.p;
step << r.step;
E << r.E;
@@
coccilib.org.print_todo(p[0], says(p[0], step, E))
