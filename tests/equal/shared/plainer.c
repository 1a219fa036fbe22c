// SPDX-License-Identifier: GPL-2.0
/* plainer.c - what of a shared walker's case can be plainer */
#include "case.h"

static bool plainer_folio(struct equal_case *c, int i, enum topic topic, const char *key)
{
	static struct equal_case t;
	bool any = false;
	int mark;

	for (mark = 1; mark < CASE_MARKS; mark *= 2) {
		t = *c;
		t.folio[i].marks &= ~mark;
		if (c->folio[i].marks & mark && keep_case(c, &t, topic, key))
			any = true;
	}
	t = *c;
	t.folio[i].mapping = CASE_ANON;
	if (c->folio[i].mapping != CASE_ANON && keep_case(c, &t, topic, key))
		any = true;
	t = *c;
	t.folio[i].order = 0;
	if (c->folio[i].order && keep_case(c, &t, topic, key))
		any = true;
	return any;
}

static bool plainer_entry(struct equal_case *c, int i, enum topic topic, const char *key)
{
	static struct equal_case t;
	bool any = false;
	int m;

	t = *c;
	for (m = 0; m < sim_layout.made; m++)
		if (sim_layout.make[m].level == c->entry[i].level &&
		    !strcmp(sim_layout.make[m].kind, "rw"))
			t.entry[i].kind = m;
	if (c->entry[i].kind != t.entry[i].kind && keep_case(c, &t, topic, key))
		any = true;
	t = *c;
	t.entry[i].page = 0;
	if (c->entry[i].page && keep_case(c, &t, topic, key))
		any = true;
	t = *c;
	t.entry[i].folio = 2 + i % (CASE_FOLIOS - 2);
	if (c->entry[i].folio != t.entry[i].folio && keep_case(c, &t, topic, key))
		any = true;
	return any;
}

bool plainer_case(struct equal_case *c, enum topic topic, const char *key)
{
	static const unsigned int flags[] = {
		FOLL_FORCE, FOLL_NOFAULT, FOLL_PCI_P2PDMA, FOLL_LONGTERM, FOLL_WRITE, FOLL_TOUCH,
	};
	static struct equal_case t;
	bool any = false;
	unsigned int i;

	t = *c;
	t.end = 0;
	t.forks = false;
	t.irqs_off = false;
	t.no_table = false;
	t.quirk = 0;
	if (memcmp(&t, c, sizeof(t)) && keep_case(c, &t, topic, key))
		any = true;
	for (i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		t = *c;
		t.flags &= ~flags[i];
		if (c->flags & flags[i] && keep_case(c, &t, topic, key))
			any = true;
	}
	t = *c;
	t.flags |= FOLL_FAST_ONLY;
	if (c->flags != t.flags && keep_case(c, &t, topic, key))
		any = true;
	for (i = 0; i < CASE_FOLIOS; i++)
		any |= plainer_folio(c, i, topic, key);
	for (i = 0; i < (unsigned int)c->entries; i++)
		any |= plainer_entry(c, i, topic, key);
	return any;
}
