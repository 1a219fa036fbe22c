// SPDX-License-Identifier: GPL-2.0
/// The two words are read once each, as the two loads are that the compiler makes of the
/// kernel's own ptep_get() on 32-bit powerpc.
// File: arch-powerpc/gup_wide_pte.h
// Killed-by: race_torn
// Layouts: powerpc-32-pte64

@@
typedef u64;
@@
 gup_pte_get(...)
 {
-	return ...;
+	return __pte((u64)READ_ONCE(*(const unsigned long *)ptep) << 32 | READ_ONCE(((const unsigned long *)ptep)[1]));
 }
