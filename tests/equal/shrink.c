// SPDX-License-Identifier: GPL-2.0
/* shrink.c - the smallest case that still shows a difference */
#include <string.h>
#ifdef EQUAL_SHARED
#include "shared/case.h"
#else
#include "program.h"
#endif

static bool shows(const struct equal_case *c, enum topic topic, const char *key)
{
	struct verdicts v;

	judge_case(c, &v);
	return !strcmp(v.key[topic], key);
}

bool keep_case(struct equal_case *c, const struct equal_case *tried, enum topic topic,
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
			if (keep_case(c, &t, topic, key))
				any = true;
			else
				at += chunk;
		}
	return any;
}

static bool smaller_call(struct equal_case *c, enum topic topic, const char *key)
{
	static struct equal_case t;
	bool any = false;
	int step;

	for (step = c->nr > 0 ? c->nr - 1 : 0; step > 0; step /= 2) {
		t = *c;
		t.nr -= step;
		while (t.nr > 0 && keep_case(c, &t, topic, key)) {
			any = true;
			t.nr -= step;
		}
		t = *c;
		t.nr -= step;
		t.start += step * case_page_size;
		while (t.nr > 0 && keep_case(c, &t, topic, key)) {
			any = true;
			t.nr -= step;
			t.start += step * case_page_size;
		}
	}
	t = *c;
	t.start &= -case_page_size;
	t.slow = 0;
	if ((t.start != c->start || c->slow) && keep_case(c, &t, topic, key))
		any = true;
	return any;
}

void shrink_case(struct equal_case *c, enum topic topic, const char *key)
{
	bool any;

	do {
		any = fewer_entries(c, topic, key);
		any |= smaller_call(c, topic, key);
		any |= plainer_case(c, topic, key);
	} while (any);
}
