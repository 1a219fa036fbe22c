#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: results.sh LOG
#
# Turns the console LOG of boot.sh into lines "test, subtest, result, reason",
# separated by tabs, in the order they ran, without what differs from run to
# run, so that diff and compare.sh can tell two kernels apart. The result is
# pass, fail, skip or xfail. Lines about the whole run have the test "kernel".

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# = 1 ] || usage 2
[ -f "$1" ] || die "'$1' is no log; make one with boot.sh"

awk -f "$here/results.awk" "$1"
