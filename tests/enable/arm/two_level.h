// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/arm/01-special/two_level.cocci
#define copy_pte_ext(ptep, pte, ext) cpu_set_pte_ext(ptep, pte, ext)
#define set_pte_ext(ptep,pte,ext) cpu_set_pte_ext(ptep,pte,ext)

/* what uses it is not what it is */
#define pte_forget(ptep)	set_pte_ext(ptep, __pte(0), 0)
