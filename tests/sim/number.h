/* SPDX-License-Identifier: GPL-2.0 */
/*
 * number.h - a number on a program's command line
 */
#ifndef _SIM_NUMBER_H
#define _SIM_NUMBER_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* @text from @least to @most; or program @who ends, and says what is wanted. */
static inline unsigned long sim_number(const char *who, const char *text, unsigned long least,
				       unsigned long most)
{
	unsigned long n;
	char *end;

	errno = 0;
	n = strtoul(text, &end, 0);
	if (errno || end == text || *end || *text == '-' || n < least || n > most) {
		fprintf(stderr, "%s: a number from %lu to %lu is wanted, not '%s'\n", who, least,
			most, text);
		exit(2);
	}
	return n;
}

#endif /* _SIM_NUMBER_H */
