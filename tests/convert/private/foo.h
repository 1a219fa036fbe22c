/*
 * What headers of an architecture have that a private walker's port may need. test_private.sh
 * gives each made-up architecture all of it, but for forms that say something else.
 */
#define _PAGE_NO_READ		1
#define _PAGE_PRESENT		1
#define _PAGE_PRESENT_4U	1
#define _PAGE_PRESENT_4V	1
#define _PAGE_READ		2
#define _PAGE_VALID		4
#define _REGION_ENTRY_TYPE_MASK	0x0c
#define _REGION_ENTRY_TYPE_R3	0x04
#define _SEGMENT_ENTRY_INVALID	0x20
#define _SEGMENT_ENTRY_PROTECT	0x200
#define cpu_has_mmid		0
#define cpu_has_rixi		0
#define is_hugepd(hpd)		0
#define hugepd_shift(hpd)	0
#define hugepte_offset(hpd, addr, shift)	NULL
#define is_kernel_addr(addr)	0
#define __pmd(val)		(val)
#define __pte(val)		(val)
#define pte_flags(pte)		0
#define pte_present(pte)	1
#define pte_special(pte)	0
#define pte_write(pte)		0
typedef struct { unsigned long pd; } hugepd_t;
extern struct { struct { int n_aliases; } dcache; } boot_cpu_data;
extern struct { void *flush_tlb_others; } pv_mmu_ops;
extern void native_flush_tlb_others(void);
extern unsigned long sparc64_va_hole_bottom, sparc64_va_hole_top;
