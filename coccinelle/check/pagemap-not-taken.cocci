// SPDX-License-Identifier: GPL-2.0-only
/// A walker goes on with an entry of a device without a reference on the device's pagemap.
///
//# Only "if (pte_devmap(...))" and its like of other levels, whose branch neither leaves
//# nor calls what takes the reference. Linux has no such entries any more since 6.17.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: the device can be taken away meanwhile, and its struct pages with it, so that the reference is taken on memory that is free
// Fix: get_dev_pagemap() before the page is taken, or leave such entries to the slow path
// Source: mm/gup.c, gup_fast_pte_range() and gup_fast_devmap_leaf() of 6.12
// Where: ^(mm/gup|arch/[^/]*/mm/)
// Look: p[tmu][ed]_devmap
virtual report
virtual org
virtual context

@initialize:python@
@@
import os, re, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree, walker

def says(p):
    if not walker.inside(p):
        return ''
    condition, branch = walker.statement(p)
    test = re.match(r'\s*(?:(?:un)?likely\s*\(\s*)?(p(?:te|md|ud)_devmap)\s*\([^()]*\)\s*\)?\s*$', condition)
    # A branch that leaves takes nothing.
    if not test or re.search(r'\b(?:goto|break|continue)\b', branch):
        return ''
    funcs, called = walker.functions(p.file), tree.calls(branch)
    if re.search(r'\breturn\b', branch) and not called & set(funcs):
        return ''
    found = branch + ''.join(funcs[x] for x in walker.reached(p.file, called))
    if 'get_dev_pagemap' in tree.calls(found + walker.body(p)):
        return ''
    # What another file does, or a macro, cannot be told, but for what only looks at an entry or marks a page.
    if any(not re.match(r'(?:p(?:te|md|ud)_|(?:Set|Clear)?Page[A-Z]|(?:un)?likely$|if$|return$)', x) for x in called - set(funcs)):
        return ''
    return '%s() goes on where %s() says yes, and holds no pagemap' % (p.current_element, test.group(1))

@r@
expression C;
statement S1, S2;
position p : script:python() { bool(says(p[0])) };
@@
(
* if@p (C) S1 else S2
|
* if@p (C) S1
)

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], says(p[0]))

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], says(p[0]))
