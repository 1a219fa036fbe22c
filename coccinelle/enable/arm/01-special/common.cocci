// SPDX-License-Identifier: GPL-2.0
/// pte_special() and pte_mkspecial() leave the common header, since what they are
/// depends on the number of levels. A special pte has no page whose caches could be
/// synchronised.
///
// Confidence: High
// Options: --macro-file-builtins macros.h
// Requires: 1.1
// Limits: the two headers that get them are served by three_level.cocci, two_level.txt.

virtual patch

@stub depends on patch@
@@
-#define pte_special(pte) (0)

@set depends on stub@
typedef pte_t;
identifier pte;
@@
-static inline pte_t pte_mkspecial(pte_t pte) { return pte; }

@sync depends on set@
identifier pteval;
@@
 static inline void set_pte_at(..., pte_t pteval)
 {
 <+...
-__sync_icache_dcache(pteval);
+if (!pte_special(pteval))
+	__sync_icache_dcache(pteval);
 ...+>
 }
