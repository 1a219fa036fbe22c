// SPDX-License-Identifier: GPL-2.0-only
/// A walker reads an entry of two words at once, and gets halves of two entries.
///
//# Which architectures have such entries is a list in walker.py. Not the read of a look back,
//# nor by huge_ptep_get().
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1
// Severity: error
// Why: between the loads of its halves another CPU may change the entry, and the page that both together name was never mapped
// Fix: read low, high, and low again (GUP_GET_PXX_LOW_HIGH), or both words by one instruction
// Source: include/linux/pgtable.h, ptep_get_lockless(); docs/upstream/0003-powerpc-32-do-not-tear-64-bit-ptes-in-lockless-walks.patch
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

def says(p, read):
    name = walker.first_argument_of_read(p)
    level = walker.level_of(p, name) if name and walker.inside(p) else ''
    arches = walker.torn(p, read, level) if level else []
    return '%s() reads the %s by %s() in two (%s)' % (
        p.current_element, level, read, walker.named(arches)) if arches else ''

def says_plain(p):
    read = walker.plain_read(p)
    arches = walker.torn(p, 'dereference', read[0]) if read else []
    return '%s() reads the %s by *%s in two (%s)' % (
        p.current_element, read[0], read[1], walker.named(arches)) if arches else ''

@r@
identifier read = {READ_ONCE, ACCESS_ONCE, ptep_get, ptep_get_lockless, pmdp_get, pmdp_get_lockless};
position p : script:python(read) { bool(says(p[0], read)) };
@@
* read@p(...)

@q@
expression E;
position p : script:python() { bool(says_plain(p[0])) };
@@
* *E@p

@script:python depends on report@
p << r.p;
read << r.read;
@@
coccilib.report.print_report(p[0], says(p[0], read))

@script:python depends on report@
p << q.p;
@@
coccilib.report.print_report(p[0], says_plain(p[0]))

@script:python depends on org@
p << r.p;
read << r.read;
@@
coccilib.org.print_todo(p[0], says(p[0], read))

@script:python depends on org@
p << q.p;
@@
coccilib.org.print_todo(p[0], says_plain(p[0]))
