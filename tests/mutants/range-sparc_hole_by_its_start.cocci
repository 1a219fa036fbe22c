// SPDX-License-Identifier: GPL-2.0
/// Only where a range begins is compared with where the hole does: one that begins below it
/// may end in it.
// File: coccinelle/convert/account/private/hole.h
// Killed-by: test_range_hole
// Layouts: sparc64

@@
symbol start, end;
expression bottom;
@@
-(unsigned long)end <= bottom
+(unsigned long)start < bottom
