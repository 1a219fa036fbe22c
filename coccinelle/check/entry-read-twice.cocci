// SPDX-License-Identifier: GPL-2.0-only
/// A walker judges an entry, and reads it again for the page or the table that it gives.
///
//# Only where the second read stands in the call that takes the page, its number or the next
//# table from it. Two reads into two variables are not seen: they may be compared.
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: another CPU may have changed the entry between the two, so that what is used was never judged, and the look back sees no change
// Fix: read it once into a variable, and take everything from that
// Source: mm/gup.c, the copies that its walkers hand down; d3f7b1bb2040 ("mm/gup: fix gup_fast with dynamic page table folding")
// Where: ^(mm/gup|arch/[^/]*/mm/)
// Look: gup_|get_user_pages_fast
virtual report
virtual org
virtual context

@initialize:python@
@@
import os, re, sys
sys.path.insert(0, os.environ.get('GUP_CHECK') or os.path.dirname(os.environ.get('COCCI') or ''))
sys.dont_write_bytecode = True
import tree, walker

LEVELS = ('pgd', 'p4d', 'pud', 'pmd', 'pte')

def gets(name):
    """Functions that read an entry by its pointer."""
    return re.match(r'(?:p(?:te|md|ud|4d|gd)p_get(?:_lockless)?|(?:gup_get|pte_get)_\w+)$', name) is not None

def gives(name):
    """Functions that say from an entry what it stands for."""
    return re.match(r'p(?:te|md|ud|4d|gd)_(?:page|pfn|page_vaddr|pgtable|deref)$', name) is not None

def steps(name):
    return re.match(r'p(?:te|md|ud|4d)_offset(?:_map|_kernel)?$', name) is not None

def takes(name):
    return re.search('get_|grab|folio_get$', name) is not None and not gets(name) and name != 'get_dev_pagemap'

def says(p, q, P):
    """@p is the first read, @q what uses the second."""
    level = walker.level_of(q, P)
    if not walker.inside(q) or not level or (p.line, p.column) == (q.line, q.column):
        return ''
    # What is read after the reference is a look back.
    before = tree.code(p.file)[:-len(walker.text_at(p))]
    if tree.calls(before[before.rfind('\n{'):]) & (walker.takers(p.file) | walker.plain_takers(p.file)):
        return ''
    line = tree.code(p.file).split('\n')[int(p.line) - 1]
    name = re.match(r'\w+', walker.text_at(q)).group(0)
    # An assertion judges nothing; a step reads the level above its own, or less if that is folded.
    if 'BUG_ON' in line or steps(name) and (level == 'pte' or LEVELS.index(name[:3]) != LEVELS.index(level) + 1):
        return ''
    return '%s() judged the %s at %s, and %s() reads it again' % (q.current_element, level, P, name)

@r exists@
identifier P;
identifier get : script:python() { gets(get) };
identifier again : script:python() { gets(again) };
identifier give : script:python() { gives(give) };
identifier step : script:python() { steps(step) };
identifier take : script:python() { takes(take) };
expression E;
position p, q : script:python() { walker.inside(q[0]) };
@@
(
 *P@p
|
 get@p(P)
)
 ... when != P++
     when != ++P
     when != P += E
     when != P = E
     when != take(...)
(
* give@q(*P)
|
* give@q(READ_ONCE(*P))
|
* give@q(ACCESS_ONCE(*P))
|
* give@q(again(P))
|
* step@q(P, ...)
)

@script:python depends on report@
p << r.p;
q << r.q;
P << r.P;
@@
if says(p[0], q[0], P):
    coccilib.report.print_report(q[0], says(p[0], q[0], P))

@script:python depends on org@
p << r.p;
q << r.q;
P << r.P;
@@
if says(p[0], q[0], P):
    coccilib.org.print_todo(q[0], says(p[0], q[0], P))
