#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Do the files of core/kernels and of core/public say of the same releases that they are
# for them? A tree with private walkers needs one of each.
#
# usage: test_generations.sh		TAP on stdout, a second
set -eu
top=$(readlink -f "$(dirname "$0")/../..")
area=generations
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"

# newest FOLDER: the last release with private walkers that its files name
newest() { sed -n 's/^ \* gup-kernel-of: \(.* \)\{0,1\}\([0-9.]*\) (private walkers)$/\2/p' "$top/core/$1"/*.[ch] | sort -V | tail -n 1; }
# unsaid FOLDER: its files that are chosen by what they need, and do not say for which trees
unsaid() { comm -23 <(grep -l gup-kernel-needs "$top/core/$1"/*.[ch]) <(grep -l gup-kernel-of "$top/core/$1"/*.[ch]); }

plan 2
kernels=$(newest kernels) public=$(newest public)
rc=0
[ -n "$kernels" ] && [ "$kernels" = "$public" ] || rc=1
result "$rc" "kernels and public functions end with the same private walkers" "core/kernels: $kernels, core/public: $public"
said=$(unsaid kernels; unsaid public)
rc=0
[ -z "$said" ] || rc=1
result "$rc" "each file that is chosen says for which trees it is" "silent: $said"
finish
