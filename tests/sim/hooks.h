/* SPDX-License-Identifier: GPL-2.0 */
/*
 * hooks.h - what hooks.c, the runtime below -fsanitize=thread, gives sched.c
 */
#ifndef _SIM_HOOKS_H
#define _SIM_HOOKS_H

#include "sched.h"

/* Accesses above this frame are the walker's own stack. */
void sim_stack_begins(const void *frame);
/*
 * Of a walker that is not ours it is asked where it goes and what it returns, not how it
 * reads, nor what it leaves in the array (tests/equal).
 */
extern bool sim_by_any_means;
void sim_note(enum sim_event event, const void *address);
/* Let what was late reach memory. */
void sim_drain(void);
void sim_be_late(bool late);

#endif /* _SIM_HOOKS_H */
