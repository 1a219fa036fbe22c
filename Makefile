# SPDX-License-Identifier: GPL-2.0
# Every verb a user has. What they do stands in scripts beside what they drive.

BUILD := build
TREES := ../shared/trees
LINUX := $(BUILD)/linux-source-6.12
OUT := $(BUILD)/out
ARCH :=
APPLY :=
ACCOUNT :=
HOSTS :=
JOBS := 1
RULE :=
FILE :=
SILENCE :=
SARIF :=
SPARSE :=
LAYOUT :=
SEED :=
MINUTES := 10
FIRST := 0
TABLES := 1000000
MUTANT :=
ALL :=
BUDGET := 0
SCORE :=
BASE := HEAD

Q := $(if $(filter 1,$(V)),,@)
env := LINUX="$(LINUX)" OUT="$(OUT)" BUILD="$(BUILD)" HOSTS="$(HOSTS)" JOBS="$(JOBS)"
# Needed as a tree only where it is one of ours; else it is the user's.
tree := $(filter $(BUILD)/linux-%,$(LINUX))
# A series is made when a verb needs one and there is none yet.
series := $(OUT)/report.md

.PHONY: help deps convert enable check check-mine same prove headline sparse test-configs boot test-boot test-series bench test-upstream test test-all mutants soak \
	coverage probe equal lint clean

help:
	$(Q)scripts/help.sh

deps:
	$(Q)scripts/deps.sh

$(BUILD)/linux-%:
	$(Q)TREES="$(TREES)" coccinelle/convert/tree.sh $(@F) $@

convert: $(tree)
	$(Q)coccinelle/convert/convert.sh --linux "$(LINUX)" --out "$(OUT)" \
		--arch "$(ARCH)" --account "$(ACCOUNT)" $(if $(filter 1,$(APPLY)),--apply)

# On a tree that is converted by now, or on top of the series for it.
enable: $(tree) $(if $(wildcard $(LINUX)/mm/gup_fast.c),,$(series))
	$(Q)coccinelle/enable/enable.sh --linux "$(LINUX)" --out "$(OUT)" \
		--arch "$(ARCH)" $(if $(filter 1,$(APPLY)),--apply)

# Reads only. Its own exit status is 0, 1 for findings, or 2; make's is 2 for both.
check: $(tree)
	$(Q)coccinelle/check/check.sh --linux "$(LINUX)" --out "$(OUT)" --rule "$(RULE)" \
		--arch "$(ARCH)" --file "$(FILE)" --silence "$(SILENCE)" --sarif "$(SARIF)" \
		$(if $(filter 1,$(SPARSE)),--sparse "$(BUILD)/sparse")

$(series): | $(tree)
	$(Q)coccinelle/convert/convert.sh --linux "$(LINUX)" --out "$(OUT)"

# An older tree, before and after; its patches are beside its kernels.
headline: $(tree)
	$(Q)$(if $(filter command,$(firstword $(origin OUT))),OUT="$(OUT)") MUTANT="$(MUTANT)" \
		tests/older/headline.sh \
		$(or $(ARCH),$(error ARCH is not set; type: make headline ARCH=arm LINUX=path/to/linux-3.14)) \
		"$(LINUX)" "$(BUILD)/headline-$(ARCH)" "400 load -s 60"

sparse: $(series)
	$(Q)$(env) tests/kernel/objects.sh $(ARCH)

test-configs: $(series)
	$(Q)$(env) tests/kernel/objects.sh --all $(ARCH)

# In a tree whose walkers were private ("older") it is other tests that say whether it is right.
older = $(if $(shell ls $(LINUX)/arch/*/mm/gup.c 2> /dev/null),older,kernel)

boot: $(series)
	$(Q)$(env) tests/$(older)/one.sh $(or $(ARCH),$(error ARCH is not set; type: make boot ARCH=x86))

test-boot: $(series)
	$(Q)$(env) $(if $(ARCH),ARCHES="$(ARCH)") tests/kernel/matrix.sh

test-series: $(series)
	$(Q)$(env) tests/$(older)/series.sh $(ARCH)

bench: $(series)
	$(Q)$(env) ARCH="$(ARCH)" tests/bench/run.sh $(T)

test-upstream: $(series)
	$(Q)$(env) tests/upstream/run.sh $(T)

test: $(tree)
	$(Q)LINUX="$(LINUX)" LAYOUT="$(LAYOUT)" SEED="$(SEED)" ALL="$(ALL)" tests/run.sh $(T)

check-mine: $(tree)
	$(Q)LINUX="$(LINUX)" BASE="$(BASE)" tests/mine.sh

same:
	$(Q)python3 -B tests/sim/same.py "$(BASE)" $(LAYOUT)

prove: $(tree)
	$(Q)tests/litmus/run.sh $(if $(given),"$(LINUX)")

test-all:
	$(Q)ALL=1 .ci/run

mutants:
	$(Q)$(if $(SCORE),tests/mutants/all.sh --score $(FILE),$(if $(ALL)$(FILE),tests/mutants/all.sh --jobs 2 --budget $(BUDGET) --layout "$(LAYOUT)" $(FILE), \
		tests/mutants/run.sh --jobs 2 $(T)))

soak:
	$(Q)MINUTES="$(MINUTES)" SEED="$(SEED)" tests/sim/soak.sh $(LAYOUT)

coverage:
	$(Q)tests/sim/coverage.sh

probe: $(tree)
	$(Q)LINUX="$(LINUX)" ARCH="$(ARCH)" tests/sim/probe.sh $(LAYOUT)

# The default tree has no private walker any more, so without LINUX= one is looked for in TREES.
given := $(filter command environment,$(firstword $(origin LINUX)))
equal: $(if $(given),$(tree))
	$(Q)LINUX="$(if $(given),$(LINUX))" LAYOUT="$(LAYOUT)" \
		OUT="$(OUT)" BUILD="$(BUILD)" SEED="$(SEED)" FIRST="$(FIRST)" TABLES="$(TABLES)" \
		tests/equal/run.sh $(ARCH)

lint: $(tree)
	$(Q)LINUX="$(LINUX)" scripts/lint.sh

clean:
	$(Q)rm -rf $(BUILD)
