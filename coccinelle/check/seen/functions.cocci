// SPDX-License-Identifier: GPL-2.0
/// Name each function that Coccinelle can follow. No rule, but the measure of what
/// the rules see: a function that it cannot parse, or whose flow it cannot follow (a
/// label that is not there), it skips without a word and with success.
///
// Confidence: High
// Options: --no-includes --include-headers
// Requires: 1.1

virtual report

@seen depends on report exists@
identifier f;
position p;
@@
 f@p(...) { ... }

@script:python@
p << seen.p;
f << seen.f;
@@
print("%s\t%s\t%s" % (p[0].file, p[0].line, f))
