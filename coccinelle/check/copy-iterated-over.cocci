// SPDX-License-Identifier: GPL-2.0-only
/// A table is walked by the address of a copy of the entry above, where the level is folded.
///
//# Only where an architecture decides by the entry whether the level is there. A constant, or a
//# flag for all processes, also tells p?d_addr_end(), and there is one entry to look at then.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: where the entry says that the level is folded the step gives back the address of the copy on the stack, and the next entry is whatever lies behind it
// Fix: step down by the address of the entry itself where the level is folded: p?d_offset_lockless(pointer, copy, address)
// Source: d3f7b1bb2040 ("mm/gup: fix gup_fast with dynamic page table folding")
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

def folders(p, level):
    top = tree.root(p.file)
    return [arch for arch in walker.arches(p.file)
            if any('_val(' in x for x in walker.folded_at_run_time(top, arch, level)) and
            not walker.own_lockless(top, arch, level)]

def says(p, step, E):
    level = walker.copied(p, step, E)
    if not level or not re.search(r'\+\+', walker.body(p)) or not folders(p, level):
        return ''
    return '%s() goes from the address of a copy to the next %s (folded by the entry on %s)' % (
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
