// SPDX-License-Identifier: GPL-2.0-only
/// Fewer pages than were asked for, or an error, are taken for all of them.
///
//# Only where the count is looked at for an error, and never again in that function. A count in
//# a member of a structure: only if the file defines the structure, and looks nowhere else.
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: warning
// Why: fast gup may stop at any page and say how many it took, or fail, and the rest of the array is whatever was there
// Fix: compare what it returns, as a signed number, with what was asked for, and release the pages if it is less
// Source: get_user_pages_fast() in mm/gup.c: "Returns number of pages pinned. This may be fewer than the number requested."
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
ERROR = 'may take fewer pages than it is asked for, and only an error is looked for'
LARGE = 'may fail, and the comparison is unsigned, in which an error is a large number'

@asked exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
expression got, a, flags, pages;
expression n != 1; statement S; position p, s;
@@
 got = get@p(a, n, flags, pages)
 ... when any
     when != got
 if@s (<+... got ...+>) S

@inside@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
expression got, a, flags, pages;
expression n != 1; statement S; position p, s;
@@
(
 if@s (<+... got = get@p(a, n, flags, pages) ...+>) S
|
 while@s (<+... got = get@p(a, n, flags, pages) ...+>) S
)

// What is assigned to is not looked at.
@assigned@
expression got, e; position l;
@@
 got@l = e

@counted exists@
expression asked.got;
position asked.s, r != assigned.l;
expression e; statement S;
@@
 if@s (...) S
 ... when any
     when != got = e
 got@r

@counted_inside exists@
expression inside.got;
position inside.s, r != assigned.l;
expression e; statement S;
@@
 if@s (...) S
 ... when any
     when != got = e
 got@r

@script:python@
p << asked.p;
s << asked.s;
got << asked.got;
looked << counted.S = "";
@@
if counts.only_error(s[0], got):
    calls.tell(p[0], ERROR, looked or counts.others(p[0], got))

@script:python@
p << inside.p;
s << inside.s;
got << inside.got;
looked << counted_inside.S = "";
@@
if counts.only_error(s[0]) or counts.goes_on(s[0]) and not counts.mentioned(p[0], got):
    calls.tell(p[0], ERROR, looked or counts.others(p[0], got))

// In the comparison itself: how many there are is known to nobody then.
@direct@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
expression a, flags, pages;
expression n != 1;
position p;
@@
 \(get@p(a, n, flags, pages) < 0 \| get@p(a, n, flags, pages) <= 0 \| get@p(a, n, flags, pages) < 1 \| get@p(a, n, flags, pages) >= 0 \| get@p(a, n, flags, pages) > 0 \| get@p(a, n, flags, pages) >= 1\)

@script:python@
p << direct.p;
@@
calls.tell(p[0], ERROR)

// An error is a large number where either side is unsigned.
@large exists@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
expression got, a, n, flags, pages;
statement S, T; position p, s;
@@
 got = get@p(a, n, flags, pages)
 ... when != got
(
 if@s (unlikely(\(got < n \| got < 0 \| got <= 0 \| got < 1\))) S
|
 if@s (unlikely(\(got < n \| got < 0 \| got <= 0 \| got < 1\))) S else T
)

@script:python@
p << large.p;
s << large.s;
got << large.got;
n << large.n;
@@
if counts.never_error(s[0], got, n):
    calls.tell(p[0], LARGE, always=True)

@r@
identifier get = {get_user_pages_fast, pin_user_pages_fast};
position p : script:python() { bool(calls.said(p[0])) };
@@
* get@p(...)

@script:python depends on report@
p << r.p;
get << r.get;
@@
coccilib.report.print_report(p[0], '%s() %s' % (get, calls.said(p[0])))

@script:python depends on org@
p << r.p;
get << r.get;
@@
coccilib.org.print_todo(p[0], '%s() %s' % (get, calls.said(p[0])))
