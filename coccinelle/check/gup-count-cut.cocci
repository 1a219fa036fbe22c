// SPDX-License-Identifier: GPL-2.0-only
/// A number of pages is cut to an int.
///
//# Only where the function itself computes it, of a length whose type can be read from the file or
//# from a header that it includes, and neither it nor its callers in the file compare it with a limit.
// Confidence: Low
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: fast gup takes an int, so that of 16 TiB and a page it is asked for one page, and one is what it says it took
// Fix: compare the number of pages with INT_MAX before, in a variable as wide as the length
// Source: int get_user_pages_fast(unsigned long start, int nr_pages, ...) in include/linux/mm.h
// Where: ^(arch|block|crypto|drivers|fs|io_uring|kernel|lib|mm|net|samples|security|sound|virt)/.*\.c$
// Look: (get|pin)_user_pages?_fast

virtual report
virtual org
virtual context

@initialize:python@
@@
import os, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import counts
calls = counts.Calls()

@call@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
expression a, n, flags, pages;
position p;
@@
 get@p(a, n, flags, pages)

@script:python@
p << call.p;
n << call.n;
@@
length = counts.cut(p[0], n)
if length:
    calls.tell(p[0], 'computed from %s, which may be more than an int of pages' % length)

@r@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
position p : script:python() { bool(calls.said(p[0])) };
@@
* get@p(...)

@script:python depends on report@
p << r.p;
get << r.get;
@@
coccilib.report.print_report(p[0], '%s() takes an int, and the number of pages is %s' % (get, calls.said(p[0])))

@script:python depends on org@
p << r.p;
get << r.get;
@@
coccilib.org.print_todo(p[0], '%s() takes an int, and the number of pages is %s' % (get, calls.said(p[0])))
