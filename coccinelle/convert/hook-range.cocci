// SPDX-License-Identifier: GPL-2.0
/// Take off an architecture's gup_fast_permitted(): the portable walker asks
/// gup_range_permitted() of asm/gup_ops.h.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1

virtual patch

@define depends on patch@
@@
-#define gup_fast_permitted gup_fast_permitted

@macro depends on patch@
identifier start, end;
expression answer;
@@
-#define gup_fast_permitted(start, end) answer

@function depends on patch@
typedef bool;
identifier start, end;
@@
-static inline bool gup_fast_permitted(unsigned long start, unsigned long end)
-{ ... }
