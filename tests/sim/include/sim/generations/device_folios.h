/* SPDX-License-Identifier: GPL-2.0 */
/*
 * device_folios.h - what a kernel of core/kernels/device_folios.h has
 */
#ifndef _SIM_DEVICE_FOLIOS_H
#define _SIM_DEVICE_FOLIOS_H

#include <sim/generations/folio_pins.h>

#undef put_devmap_managed_folio_refs

#define FOLIO_MAPPING_FLAGS	PAGE_MAPPING_FLAGS
#define FOLIO_MAPPING_ANON	PAGE_MAPPING_ANON

#define mm_flags_test(flag, mm)	test_bit(flag, &(mm)->flags)
#define mm_flags_set(flag, mm)	set_bit(flag, &(mm)->flags)

#if __SIZEOF_LONG__ == 8
#define CONFIG_64BIT		1
#endif

/* With 32 bits the count is in the third struct page. */
#define folio_has_pincount(folio) \
	(IS_ENABLED(CONFIG_64BIT) ? folio_test_large(folio) : folio_nr_pages(folio) > 2)

#define PageHead(page)		test_bit(PG_head, &(page)->flags)

static __always_inline unsigned int compound_order(const struct page *page)
{
	return test_bit(PG_head, &page->flags) ? READ_ONCE(page->order) : 0;
}

#endif /* _SIM_DEVICE_FOLIOS_H */
