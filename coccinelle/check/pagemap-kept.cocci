// SPDX-License-Identifier: GPL-2.0-only
/// A way out of a walker leaves a reference on a device's pagemap behind.
///
//# From the test whether there is a pagemap on: a way to a return on which the variable that
//# has it is not named any more.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: nobody gives that reference back, and who takes the device away waits for it for ever
// Fix: put_dev_pagemap() on each way out
// Source: mm/gup.c, the label pte_unmap in gup_fast_pte_range() of 6.12
// Where: ^(mm/gup|arch/[^/]*/mm/)
// Look: get_dev_pagemap
virtual report
virtual org
virtual context

@initialize:python@
@@
import os, re, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree, walker

def matters(p):
    """A walker, or what one calls for the pages of a device?"""
    funcs = walker.functions(p.file)
    return walker.inside(p) or any(p.current_element in tree.calls(funcs[f]) for f in walker.walkers(p.file))

def says(p):
    return '%s() returns with the pagemap that it got' % p.current_element

@r exists@
idexpression struct dev_pagemap *pgmap;
statement S;
position p : script:python() { matters(p[0]) };
@@
 pgmap = get_dev_pagemap(...);
 if (\(!pgmap\|unlikely(!pgmap)\|pgmap == NULL\)) S
 ... when != pgmap
* return@p ...;

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], says(p[0]))

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], says(p[0]))
