// SPDX-License-Identifier: GPL-2.0
/* plainer.c - what of a private walker's case can be plainer */
#include "program.h"

bool plainer_case(struct equal_case *c, enum topic topic, const char *key)
{
	static struct equal_case t;
	bool any = false;
	int i, flag;

	t = *c;
	t.call = EQUAL_ONLY_FAST;
	if (c->call != t.call && keep_case(c, &t, topic, key))
		any = true;
	for (i = 0; i < c->entries; i++) {
		for (flag = EQUAL_OLD; flag < EQUAL_HUGETLB; flag *= 2) {
			t = *c;
			t.entry[i].flags &= ~flag;
			if (c->entry[i].flags & flag && keep_case(c, &t, topic, key))
				any = true;
		}
		t = *c;
		t.entry[i].kind = EQUAL_WRITE;
		if (c->entry[i].kind != EQUAL_WRITE && keep_case(c, &t, topic, key))
			any = true;
		t = *c;
		t.entry[i].page = 0;
		if (c->entry[i].page && c->entry[i].level == EQUAL_PTE && keep_case(c, &t, topic, key))
			any = true;
	}
	return any;
}
