/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compound_pins.h - what a kernel of core/kernels/compound_pins.h has
 */
#ifndef _SIM_COMPOUND_PINS_H
#define _SIM_COMPOUND_PINS_H

#include <sim/generations/heads.h>

#define sim_has_pinned(mm)	(atomic_read(&(mm)->has_pinned) != 0)
#define sim_pinned_word(mm)	(&(mm)->has_pinned)
#define SIM_PINNED_BY		SIM_EV_WRITE

#define is_migrate_cma_page(page) test_bit(PG_movable, &(page)->flags)

#endif /* _SIM_COMPOUND_PINS_H */
