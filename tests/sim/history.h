/* SPDX-License-Identifier: GPL-2.0 */
/*
 * history.h - tables.c to history.c: what is mapped from now on, and what no more
 */
#ifndef _SIM_HISTORY_H
#define _SIM_HISTORY_H

#include "mm.h"

/* After the store that it dates: who sees the time sees what was stored before. */
void sim_tick(void);
void sim_history_open(unsigned long addr, unsigned long size, struct page *page, int allows);
/* Whatever was mapped at @addr, before @before, is so no longer, from now on. */
void sim_history_close(unsigned long addr, unsigned long size, unsigned long before);
/* What was mapped there until @when is so again. */
void sim_history_again(unsigned long start, unsigned long size, unsigned long when);
void sim_history_reset(void);

#endif /* _SIM_HISTORY_H */
