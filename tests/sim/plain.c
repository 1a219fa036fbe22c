// SPDX-License-Identifier: GPL-2.0
/*
 * plain.c - in place of hooks.c: a walker that is not instrumented for schedules,
 * with batches and pieces as in a kernel, for the sanitizers and for coverage
 */
#include "hooks.h"

const bool sim_is_directed;	/* it is not */
struct sim_trace sim_trace[1];
int sim_traced;

void sim_stack_begins(const void *frame) { }
void sim_note(enum sim_event event, const void *address) { }
void sim_prefetch(const struct page *page) { }
void sim_drain(void) { }
void sim_be_late(bool late) { }
