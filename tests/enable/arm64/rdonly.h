// SPDX-License-Identifier: GPL-2.0
// Rule: coccinelle/enable/arm64/02-read-only/rdonly.cocci
#define PAGE_COPY		_MOD_PROT(pgprot_default, PTE_USER | PTE_NG)
#define __PAGE_NONE		__pgprot(PTE_PROT_NONE)
#define __PAGE_SHARED		__pgprot(_PAGE_DEFAULT | PTE_USER | PTE_WRITE)
#define __PAGE_SHARED_EXEC	__pgprot(_PAGE_DEFAULT | PTE_USER | PTE_WRITE)
#define __PAGE_COPY		__pgprot(_PAGE_DEFAULT | PTE_USER | PTE_UXN)
#define __PAGE_COPY_EXEC	__pgprot(_PAGE_DEFAULT | PTE_USER)
#define __PAGE_READONLY		__pgprot(_PAGE_DEFAULT | PTE_USER | PTE_UXN)
#define __PAGE_READONLY_EXEC	__pgprot(_PAGE_DEFAULT | PTE_USER)

#define __P001  __PAGE_READONLY
