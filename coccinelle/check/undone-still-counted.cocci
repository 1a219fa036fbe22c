// SPDX-License-Identifier: GPL-2.0-only
/// A walker gives pages back when its look back fails, and leaves them in its count.
///
//# The count is a pointer, "*nr"; a walker that counts in another way is not seen.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: the caller takes that many pages for its own, and puts or uses what it has no reference on
// Fix: take from the count what is given back, before the loop that counts it down
// Source: gup_huge_pmd() in mm/gup.c of 3.18 to 4.20 has it right: "*nr -= refs; while (refs--) put_page(head);"
// Where: ^(mm|arch/[^/]*/mm)/
// Look: \(\*[a-z_]+\)(\+\+|--)|\*[a-z_]+ [-+]= 

virtual report
virtual org
virtual context

// A leaf of many pages: counted one by one, beside the references to take.
@leaf exists@
local idexpression {int, unsigned int, long} refs;
identifier nr;
position p;
@@
 (*nr)++;
 ... when any
 refs++;
 ... when != nr
     when != refs = ...
*return@p 0;

// The references are counted down first: one is left over below zero.
@late exists@
local idexpression {int, unsigned int, long} refs;
identifier nr;
position p;
@@
 while (refs--) { ... }
 ... when != refs = ...
*\(*nr -= refs@p\|*nr = *nr - refs@p\)

// An entry: recorded and counted before the look back, which puts it.
@entry exists@
expression pages;
identifier nr, page;
identifier put : script:python() { put.startswith(("put_page", "put_compound_head", "folio_put", "gup_put_folio", "unpin_user_page")) };
identifier take : script:python() { any(x in take for x in ("get", "grab", "speculative", "ref_add", "ref_inc")) };
position p;
@@
(
 pages[*nr] = page;
 ... when != take(...)
 (*nr)++;
|
 pages[(*nr)++] = page;
)
 ... when != take(...)
     when != (*nr)--
     when != --(*nr)
     when != *nr -= ...
     when != *nr = ...
*put@p(...);

@script:python depends on report@
p << leaf.p;
nr << leaf.nr;
refs << leaf.refs;
@@
coccilib.report.print_report(p[0], "nothing is got here, but *%s still has the %s that were counted" % (nr, refs))

@script:python depends on report@
p << late.p;
nr << late.nr;
refs << late.refs;
@@
coccilib.report.print_report(p[0], "*%s is lowered by %s after that was counted down to -1" % (nr, refs))

@script:python depends on report@
p << entry.p;
nr << entry.nr;
put << entry.put;
@@
coccilib.report.print_report(p[0], "%s() gives back a page that *%s still counts" % (put, nr))

@script:python depends on org@
p << leaf.p;
@@
coccilib.org.print_todo(p[0], "nothing is got here, but still counted")

@script:python depends on org@
p << late.p;
@@
coccilib.org.print_todo(p[0], "lowered by what was counted down to -1")

@script:python depends on org@
p << entry.p;
@@
coccilib.org.print_todo(p[0], "gives back a page that is still counted")
