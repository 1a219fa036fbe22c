#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# usage: help.sh		what make can do here
set -eu
cat << 'TEXT'
Portable get_user_pages_fast(): one walker for every architecture and kernel.

  For a maintainer's tree
    make deps         install what is needed, Debian packages by name   (minutes, once)
    make convert      move a tree's fast gup here: a series, a report       (1 minute)
    make check        known mistakes of fast gup in a tree, which is only read   (1 minute)
    make enable       what an ARCH without fast gup lacks, on top of that   (1 minute)

  To look whether it is right
    make sparse       warnings by gcc, clang and sparse, sizes: before, after    (10)
    make test-configs the same for each layout of page tables, gcc only         (30)
    make test-series  compile after each patch, for each of them      (2 to 3 hours)
    make boot         build and boot both kernels of one ARCH, compare tests     (20)
    make headline     an older LINUX of arm or arm64 before, after: a futex hangs (20)
    make test-boot    the whole matrix, kept in docs/matrix.md          (3 to 5 hours)
    make test-upstream  bugs of mainline shown, and cured by docs/upstream (2 hours)

  To look whether it is fast
    make bench        instructions, time, against others; OUT/bench.html (1 to 2 hours)

  To work on this project
    make test         all that needs no kernel build                             (25)
    make test-all     that, and all that a night has time for; .ci/run is the gate (hours)
    make mutants      each check of the walker undone; who finds it               (3)
    make mutants ALL=1  each place of core/ changed by a machine; BUDGET=    (hours)
    make mutants SCORE=1  what that has found, file by file                  (at once)
    make coverage     lines and branches that the simulator runs                  (3)
    make soak         threads against the walker, MINUTES=10               (as given)
    make probe        the simulator's page tables against a real tree's           (4)
    make equal        a tree's private gup.c against ours and a model    (10 an ARCH)
    make lint         checkpatch, kernel-doc, shellcheck, spatch on our files   (1)
    make clean        remove build/

Variables (with defaults)
    LINUX=build/linux-source-6.12   a kernel tree; the default is unpacked on demand
    ARCH=                           all that have a port here; several in quotes
    OUT=build/out                   where series/, report.md and enable/ go
    RULE= FILE=                     of make check: only these; several in quotes; FILE=
                                    also of make mutants: all mutants of core/gup_fast.c
    SILENCE=                        known findings; LINUX.check-silence beside the tree
    SPARSE=                         1: make check also compiles objects with C=2
    SARIF=                          make check writes its findings there, too
    APPLY=                          1: also git am the series to a clean LINUX
    ACCOUNT=                        of make convert: what you say of statements that are not known
    BUILD=build                     everything that is made
    T=                              tests of make test, mutants, or parts of bench, by name
    ALL=                            1: make test looks at what make test-all does
    SPATCH=                         of make check: another spatch, see scripts/spatch.sh
    LAYOUT=                         page tables of the simulator; all; several in quotes
    SEED=                           of a failed test, as it was printed
    FIRST=0 TABLES=1000000          of make equal: which random page tables
    TREES=../shared/trees           where older trees lie, for LINUX=build/linux-NAME
    BUDGET=0                        of make mutants ALL=1: minutes; the next one goes on
    MUTANT=                         seed: make headline with the seed series's bug, seen
    BOOT_LIST=                      tests.gate or another list of tests/kernel, for boot
    HOSTS= JOBS=1                   for test-boot: GNU parallel's --sshloginfile, --jobs
    V=                              1: show commands

Examples
    make deps convert
    make convert LINUX=~/linux ARCH="x86 arm64" OUT=/tmp/gup APPLY=1
    make enable boot ARCH=um
    make boot ARCH=arm64
    make test T=race_collapse LAYOUT=arm64-16k-3l
TEXT
