// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/arm64/01-split-bit/bit.cocci
/* Refused: it is another bit, and nobody knows whether hugetlb uses that. */
#define PMD_SECT_SPLITTING	(_AT(pmdval_t, 1) << 58)
