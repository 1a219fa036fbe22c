// SPDX-License-Identifier: GPL-2.0-only
/// The end of a range to walk is a sum that nobody checks for a wrap.
///
//# Where an architecture's gup_fast_permitted() is asked, that may check; nothing is said then.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: an end that wrapped is below the start, so the loop leaves the top table at its end and reads on as if it were entries
// Fix: ask access_ok(), or leave by the slow path where end < start, before interrupts go off
// Source: gup_fast_fallback() in mm/gup.c of 6.12, which asks check_add_overflow(), TASK_SIZE_MAX and access_ok()
// Where: ^(mm|arch/[^/]*/mm)/gup
// Look: get_user_pages_fast

virtual report
virtual org
virtual context

@range depends on report || org || context disable plus_comm exists@
identifier f : script:python() { any(x in f for x in ("get_user_pages_fast", "gup_fast", "fast_fallback")) };
idexpression unsigned long end;
expression start, len;
position p;
@@
 f(...) {
 ... when any
*end@p = start + len;
 ... when != access_ok(...)
     when != __access_ok(...)
     when != __range_ok(...)
     when != gup_fast_permitted(...)
     when != \(end < start\|end <= start\|start > end\|start >= end\|end < len\|end - 1 < start\)
(
 local_irq_disable();
|
 local_irq_save(...);
|
 \(lockless_pages_from_mm\|gup_fast\|gup_pgd_range\)(...)
)
 ... when any
 }

@script:python depends on report@
p << range.p;
f << range.f;
end << range.end;
@@
coccilib.report.print_report(p[0], "%s() walks up to %s, which may have wrapped" % (f, end))

@script:python depends on org@
p << range.p;
f << range.f;
end << range.end;
@@
coccilib.org.print_todo(p[0], "%s() walks up to %s, which may have wrapped" % (f, end))
