// SPDX-License-Identifier: GPL-2.0
/*
 * race.c - run a scenario through each of its schedules
 */
#include "race.h"

static int all, some;

int sim_events(enum sim_event event, const void *from, size_t size)
{
	int i, n = 0;

	for (i = 0; i < sim_traced; i++)
		n += sim_trace[i].event == event &&
		     (size_t)((const char *)sim_trace[i].address - (const char *)from) < size;
	return n;
}

static struct outcome run(const struct sim_race *race, const struct schedule *s, unsigned int flags)
{
	struct sim_call *c = &sim_the_call;
	struct outcome o;

	sim_reset();
	race->setup();
	c->addr = SIM_AT(race->first);
	c->nr = race->nr;
	c->flags = flags | FOLL_FAST_ONLY;
	sim_case("%s, flags %x, other CPU before access %d%s", race->name, flags, s->first,
		 s->steps < 0 ? "" : sim_format(", %d steps, the rest before access %d",
						s->steps, s->second));
	o = sim_run(s, sim_make_call, race->other);
	if (c->ret == c->nr)
		all++;
	else
		some++;
	if (race->check)
		race->check();
	sim_check_call();
	if (sim_what_failed())
		sim_fail("returned %d%s: %s", c->ret, s->late ? ", stores late" : "",
			 sim_what_failed());
	return o;
}

static void orders(const struct sim_race *race, bool late, unsigned int flags)
{
	struct schedule s = { .late = late };
	struct outcome o;
	int steps;

	for (s.first = 0;; s.first++) {
		s.steps = -1;
		s.second = -1;
		o = run(race, &s, flags);
		if (sim_test_failed())
			return;
		steps = o.steps;
		for (s.steps = 1; s.steps < steps; s.steps++)
			for (s.second = s.first + 1; !sim_test_failed(); s.second++)
				if (run(race, &s, flags).accesses <= s.second)
					break;
		if (o.accesses <= s.first)
			return;
	}
}

void sim_race(const struct sim_race *race)
{
	static const unsigned int usual[] = {
		FOLL_GET, FOLL_GET | FOLL_WRITE, FOLL_PIN, FOLL_PIN | FOLL_WRITE,
	};
	unsigned int i;
	int late;

	all = 0;
	some = 0;
	for (i = 0; i < (race->flags ? 1 : SIM_PINS ? 4 : 2); i++)
		for (late = 0; late < 2; late++)
			if (!sim_test_failed())
				orders(race, late, race->flags ? race->flags : usual[i]);
	if (!race->one_sided && (!all || !some) && !sim_test_failed())
		sim_fail("%s: %s in every order: the other CPU makes no difference", race->name,
			 all ? "all is taken" : "not all is taken");
}
