// SPDX-License-Identifier: GPL-2.0
/// PROT_NONE is taken: on mips it is present, and pte_access_permitted() asks for no
/// more.
// File: arch-mips/gup_ops.h
// Killed-by: test_leaf
// Layouts: mips-64-4k mips-32-phys64

@@
identifier val, need;
@@
-(val & (need | GUP_MIPS_NO_READ)) == need
+(val & need) == need
