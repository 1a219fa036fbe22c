#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# usage: help.sh		print the verbs and variables of make
set -eu
cat << 'TEXT'
Portable get_user_pages_fast(): one walker for every architecture and kernel.

  For your kernel tree
    make deps         install the Debian packages, as root         (minutes, once)
    make convert      make a patch series and a report for a tree         (1 minute)
    make check        find known mistakes of fast gup in a tree           (1 minute)
    make enable       make patches that give an ARCH fast gup, after convert
                                                                          (1 minute)

  Is it right?
    make sparse       compile with gcc, clang, sparse: new warnings, sizes       (10)
    make test-configs the same for each layout of page tables, gcc only         (30)
    make test-series  compile after each patch of the series          (2 to 3 hours)
    make boot         boot both kernels of one ARCH, compare the selftests      (20)
    make prove        the walker against each writer, by memory models           (1)
    make headline     an older LINUX of arm or arm64: a futex hangs, then not   (20)
    make test-boot    boot all rows, and renew docs/matrix.md         (3 to 5 hours)
    make test-upstream  show mainline's bugs, and that docs/upstream mends them
                                                                         (2 hours)

  Is it fast?
    make bench        instructions and time a page; OUT/bench.html    (1 to 2 hours)

  To work on this project; see CONTRIBUTING.md
    make check-mine   what your changes since BASE=HEAD reach              (1 minute)
    make same         compare the walker's instructions with those of BASE=HEAD  (3)
    make test         all tests that need no kernel build                       (15)
    make test-all     the gate, .ci/run, with its longer tests               (hours)
    make mutants      undo each check of the walker; a test must fail           (10)
    make mutants ALL=1  change each place of core/ by a program; BUDGET=     (hours)
    make mutants SCORE=1  what that found so far, file by file             (at once)
    make coverage     lines and branches that the simulator runs                 (3)
    make soak         threads against the walker, MINUTES=10              (as given)
    make probe        compare the simulator's page tables with a tree            (4)
    make equal        a tree's walker, this one and a model        (10 for each ARCH)
    make lint         checkpatch, kernel-doc, shellcheck, spatch, plain words     (1)
    make clean        remove build/

Durations are minutes where no unit is given, on an idle machine with two cores.

Variables (with defaults)
    LINUX=build/linux-source-6.12   a kernel tree; make unpacks the default
    ARCH=                           architectures, several in quotes. convert, check:
                                    default all; sparse, boot and the like: also
                                    rows of tests/kernel/arch.sh, as x86-pae
    OUT=build/out                   the folder for series/, report.md and enable/
    RULE= FILE=                     check: only these, several in quotes.
                                    mutants FILE=: all mutants of this file of core/
    SILENCE=                        check: known findings; default LINUX.check-silence
    SPARSE=                         check: 1 also compiles objects with sparse
    SARIF=                          check: also write the findings to this file
    SPATCH=                         check: another spatch; see scripts/spatch.sh
    APPLY=                          convert, enable: 1 runs git am in a clean LINUX
    ACCOUNT=                        convert: a file with your destinations of unknown
                                    statements; see docs/convert.md
    BUILD=build                     the folder for builds
    T=                              test, mutants, bench, test-upstream: only these
    LAYOUT=                         test, soak, probe, equal: page-table layouts by name,
                                    several in quotes; default all. A wrong name
                                    prints the list
    BASE=HEAD                       check-mine, same: the commit to compare with
    SEED=                           test, soak, equal: repeat with this seed
    ALL=                            test: 1 runs the longer form that test-all runs
    FIRST=0 TABLES=1000000          equal: which random page tables
    TREES=../shared/trees           the folder of NAME.tar.xz for LINUX=build/NAME
    BUDGET=0                        mutants ALL=1: stop after so many minutes; the
                                    next run continues
    MINUTES=10                      soak: how long
    SCORE=                          mutants: 1 prints what is known so far
    MUTANT=                         headline: seed adds the seed series's bug, which
                                    the test must find
    BOOT_LIST=                      boot: tests.gate or another list of tests/kernel
    HOSTS= JOBS=1                   test-boot: GNU parallel's --sshloginfile, --jobs
    V=                              1: show commands

Examples
    make deps convert
    make convert LINUX=~/linux ARCH="x86 arm64" OUT=/tmp/gup APPLY=1
    make enable boot ARCH=um
    make boot ARCH=arm64
    make test T=race_collapse LAYOUT=arm64-16k-3l
TEXT
