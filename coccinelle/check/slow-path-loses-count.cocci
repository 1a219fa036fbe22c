// SPDX-License-Identifier: GPL-2.0-only
/// When the slow path fails after the fast one got some pages, their number is not returned.
///
//# Known by "pages += nr" before the slow path; a copy that keeps the rest elsewhere is not seen.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: the caller sees an error, so nobody ever gives back the references that the fast path took
// Fix: return the pages got so far where the slow path fails, and the sum of both where it does not
// Source: kernel-doc of get_user_pages_fast(): "If no pages were pinned, returns -errno"
// Where: ^(mm|arch/[^/]*/mm)/
// Look: get_user_pages_(fast|unlocked)|get_user_pages\(|__gup_longterm

virtual report
virtual org
virtual context
virtual patch

@lost depends on !patch exists@
identifier slow : script:python() { slow.startswith(("get_user_pages", "__gup_longterm")) };
idexpression pages, nr, ret;
position p;
@@
 pages += nr;
 ... when != nr
(
 ret = slow(...);
 ... when != nr
     when != ret = ...
*return@p ret;
|
*return@p slow(...);
)

@ depends on patch exists@
identifier slow : script:python() { slow.startswith(("get_user_pages", "__gup_longterm")) };
idexpression pages, nr, ret;
@@
 pages += nr;
 ... when != nr
 ret = slow(...);
 ... when != nr
     when != ret = ...
+if (nr > 0)
+	ret = ret < 0 ? nr : ret + nr;
 return ret;

@script:python depends on report@
p << lost.p;
nr << lost.nr;
slow << lost.slow;
@@
coccilib.report.print_report(p[0], "what %s() returns is returned without %s, the pages got before" % (slow, nr))

@script:python depends on org@
p << lost.p;
nr << lost.nr;
slow << lost.slow;
@@
coccilib.org.print_todo(p[0], "what %s() returns is returned without %s, the pages got before" % (slow, nr))
