// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/arm64/01-split-bit/bit.cocci
#define PMD_SECT_DIRTY		(_AT(pmdval_t, 1) << 55)
#define PMD_SECT_SPLITTING	(_AT(pmdval_t, 1) << 57)
/* a look-alike */
#define PTE_WRITE		(_AT(pteval_t, 1) << 57)
