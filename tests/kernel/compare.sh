#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: compare.sh [--table ROW] BASE.results CONV.results
#
# Compares two kernels subtest by subtest: a table by test program, then every
# difference by name. Fails on a difference, a splat, unbalanced pins, a run
# that did not reach its end, and if nothing ran: with 1, or with 3 if there is
# nothing but what the file "timing" names, and both may be booted again. What
# fails on both is no difference, and is counted for itself. --table prints only
# the lines for docs/matrix.md, beginning with ROW. What the file "unsteady" names
# may be an expected failure on one side and pass on the other.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
table=
if [ "${1-}" = --table ] && [ $# -gt 1 ]; then
	table=$2
	shift 2
fi
[ $# = 2 ] || usage 2
for file in "$1" "$2"; do
	[ -f "$file" ] || die "'$file' is no results file; make it with results.sh"
done

awk -v table="$table" -v unsteady="$here/unsteady" -v timing="$here/timing" -f "$here/compare.awk" "$1" "$2"
