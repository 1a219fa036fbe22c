// SPDX-License-Identifier: GPL-2.0-only
/// A walker reads an entry by plain dereference.
///
//# Only "variable = *pointer;". A read that barrier() follows at once cannot be done again.
//# A look back that reads plainly is not meant: what it reads is used once.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: the compiler may read the entry again where the variable is used, and another CPU may have changed it since it was judged
// Fix: READ_ONCE(), or the accessor of the level, as pmdp_get_lockless()
// Source: Documentation/memory-barriers.txt, "COMPILER BARRIER"
// Where: ^(mm/gup|arch/[^/]*/mm/)
// Look: gup_|get_user_pages_fast
virtual report
virtual org
virtual context

@initialize:python@
@@
import os, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree, walker

def says(p):
    read = walker.plain_read(p)
    return '%s() reads the %s by *%s' % (p.current_element, read[0], read[1]) if read else ''

@r@
expression E;
position p : script:python() { bool(says(p[0])) };
@@
* *E@p

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], says(p[0]))

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], says(p[0]))
