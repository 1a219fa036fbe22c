// SPDX-License-Identifier: GPL-2.0
/* shrink.c - the smallest case that still shows a difference */
#include <string.h>
#include "program.h"

static bool shows(const struct equal_case *c, enum topic topic, const char *key)
{
	struct verdicts v;

	judge_case(c, &v);
	return !strcmp(v.key[topic], key);
}

/* Keep what was tried if it still shows the difference. */
static bool keep(struct equal_case *c, const struct equal_case *tried, enum topic topic,
		 const char *key)
{
	if (!shows(tried, topic, key))
		return false;
	*c = *tried;
	return true;
}

static bool fewer_entries(struct equal_case *c, enum topic topic, const char *key)
{
	static struct equal_case t;
	bool any = false;
	int chunk, at;

	for (chunk = c->entries; chunk; chunk /= 2)
		for (at = 0; at + chunk <= c->entries;) {
			t = *c;
			memmove(&t.entry[at], &t.entry[at + chunk],
				(t.entries - at - chunk) * sizeof(t.entry[0]));
			t.entries -= chunk;
			if (keep(c, &t, topic, key))
				any = true;
			else
				at += chunk;
		}
	return any;
}

static bool smaller_call(struct equal_case *c, enum topic topic, const char *key)
{
	static struct equal_case t;
	const unsigned long size = 1UL << tree.page_shift;
	bool any = false;
	int step;

	for (step = c->nr > 0 ? c->nr - 1 : 0; step > 0; step /= 2) {
		t = *c;
		t.nr -= step;
		while (t.nr > 0 && keep(c, &t, topic, key)) {
			any = true;
			t.nr -= step;
		}
		t = *c;
		t.nr -= step;
		t.start += step * size;
		while (t.nr > 0 && keep(c, &t, topic, key)) {
			any = true;
			t.nr -= step;
			t.start += step * size;
		}
	}
	t = *c;
	t.start &= -size;
	t.slow = 0;
	if ((t.start != c->start || c->slow) && keep(c, &t, topic, key))
		any = true;
	t = *c;
	t.call = EQUAL_ONLY_FAST;
	if (c->call != t.call && keep(c, &t, topic, key))
		any = true;
	return any;
}

static bool plainer_entries(struct equal_case *c, enum topic topic, const char *key)
{
	static struct equal_case t;
	bool any = false;
	int i, flag;

	for (i = 0; i < c->entries; i++) {
		for (flag = EQUAL_OLD; flag < EQUAL_HUGETLB; flag *= 2) {
			t = *c;
			t.entry[i].flags &= ~flag;
			if (c->entry[i].flags & flag && keep(c, &t, topic, key))
				any = true;
		}
		t = *c;
		t.entry[i].kind = EQUAL_WRITE;
		if (c->entry[i].kind != EQUAL_WRITE && keep(c, &t, topic, key))
			any = true;
		t = *c;
		t.entry[i].page = 0;
		if (c->entry[i].page && c->entry[i].level == EQUAL_PTE && keep(c, &t, topic, key))
			any = true;
	}
	return any;
}

void shrink_case(struct equal_case *c, enum topic topic, const char *key)
{
	bool any;

	do {
		any = fewer_entries(c, topic, key);
		any |= smaller_call(c, topic, key);
		any |= plainer_entries(c, topic, key);
	} while (any);
}
