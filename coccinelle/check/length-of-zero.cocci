// SPDX-License-Identifier: GPL-2.0-only
/// A range of no pages is walked, by loops that end where the address equals the end.
///
//# Asked for in the function that shifts the number of pages, in who calls it in the same
//# file, and in what it calls there; a check that is elsewhere is not seen.
// Confidence: Moderate
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: after the first page the address is beyond the end, so pages are taken and recorded behind the caller's array until an entry is not present
// Fix: return 0 for no pages before the walk, as the kernel-doc of get_user_pages_fast() promises
// Source: kernel-doc of get_user_pages_fast(): "If nr_pages is 0 or negative, returns 0"; commit c28b1fc70390 dropped the check
// Where: ^(mm|arch/[^/]*/mm)/gup
// Look: get_user_pages_fast

virtual report
virtual org
virtual context

@initialize:python@
@@
asking, called_by = set(), {}

# Names hold for a file only: each architecture may have its own.
def unasked(file, f, walk):
    names = called_by.get((file, f), set()) | {f, walk}
    return not any((file, name) in asking for name in names)

// Who asks whether there is anything to do, of a number or of a range?
@number exists@
identifier g, nr = {nr, nr_pages, npages};
type T, S;
position p;
@@
 g@p(..., T nr, ...) {
 <+... \(nr <= 0\|(S)nr <= 0\|nr < 1\|!nr\|nr > 0\|nr >= 1\) ...+>
 }

@script:python@
p << number.p;
g << number.g;
@@
asking.add((p[0].file, str(g)))

@range exists@
identifier g, end = {end, len};
expression E;
position p;
@@
 g@p(...) {
 <+... \(end <= E\|!end\) ...+>
 }

@script:python@
p << range.p;
g << range.g;
@@
asking.add((p[0].file, str(g)))

// Who walks, or has it done, from a number of pages?
@walks depends on report || org || context exists@
identifier f, nr;
identifier walk = {lockless_pages_from_mm, gup_fast, local_irq_save, local_irq_disable};
type T;
position p;
@@
 f(..., T nr, ...) {
 ... when any
 \(nr << PAGE_SHIFT\|(unsigned long)nr << PAGE_SHIFT\)
 ... when any
*walk@p(...)
 ... when any
 }

@callers@
identifier walks.f;
position p;
@@
 f@p(...)

@script:python@
p << callers.p;
f << walks.f;
@@
called_by.setdefault((p[0].file, str(f)), set()).add(p[0].current_element)

@script:python depends on report@
p << walks.p;
f << walks.f;
nr << walks.nr;
walk << walks.walk;
@@
if unasked(p[0].file, f, walk):
    coccilib.report.print_report(p[0], "%s() walks for %s pages, be it for none" % (f, nr))

@script:python depends on org@
p << walks.p;
f << walks.f;
nr << walks.nr;
walk << walks.walk;
@@
if unasked(p[0].file, f, walk):
    coccilib.org.print_todo(p[0], "%s() walks for %s pages, be it for none" % (f, nr))
