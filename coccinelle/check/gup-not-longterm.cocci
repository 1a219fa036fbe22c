// SPDX-License-Identifier: GPL-2.0-only
/// Pages are pinned for long, and not asked for as such.
///
//# Only where the array of pages is a member of a structure which that function, or its caller in
//# the file, puts into a list or a tree, and neither waits for anything nor takes it out again.
//# How long it stays there, nobody can read: a queue that is worked off at once looks like this, too.
// Confidence: Low
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: pages of CMA or ZONE_MOVABLE cannot be moved, and a file system cannot take a page of DAX back, as long as they are pinned
// Fix: add FOLL_LONGTERM to the flags if they stay pinned until user space says so
// Source: Documentation/core-api/pin_user_pages.rst, case 2
// Where: ^(arch|block|crypto|drivers|fs|io_uring|kernel|lib|mm|net|samples|security|sound|virt)/.*\.c$
// Look: pin_user_pages_fast

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

@member@
expression a, n, flags;
identifier x, m;
position p;
@@
 pin_user_pages_fast@p(a, n, flags, x->m)

@script:python@
p << member.p;
flags << member.flags;
x << member.x;
@@
if counts.brief(p[0], flags) and counts.kept(p[0], x):
    calls.tell(p[0], x)

@later exists@
expression a, n, flags;
local idexpression pages;
identifier x, m;
position p;
@@
 pin_user_pages_fast@p(a, n, flags, pages)
 ... when any
 x->m = pages

@script:python@
p << later.p;
flags << later.flags;
x << later.x;
@@
if counts.brief(p[0], flags) and counts.kept(p[0], x):
    calls.tell(p[0], x)

@r@
position p : script:python() { bool(calls.said(p[0])) };
@@
* pin_user_pages_fast@p(...)

@script:python depends on report@
p << r.p;
@@
coccilib.report.print_report(p[0], 'pages are pinned without FOLL_LONGTERM, and %s, which has them, is put where others find it' % calls.said(p[0]))

@script:python depends on org@
p << r.p;
@@
coccilib.org.print_todo(p[0], 'pages are pinned without FOLL_LONGTERM, and %s, which has them, is put where others find it' % calls.said(p[0]))
