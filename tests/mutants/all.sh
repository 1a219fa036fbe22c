#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Change each statement, condition and constant of a file, one at a time, by a machine,
# and see that a test of the simulator tells.
#
# usage: all.sh [--jobs N] [--budget MINUTES] [--layout "NAME..."] [--all-tests] [FILE...]
#	all.sh --score [FILE...]	what was found the last time
#
# One build has all mutants of a file (generate/render.py, generate/switch.c), and a
# process is one of them. It runs the tests that evaluate what was changed, until one
# tells: those that take no time in each layout of generate/layouts, then the slow ones.
# Whom nobody tells is compiled as a kernel is: if the code is the same as without it, there
# is nothing to tell. Others are alive, or stand in "equivalent" with the reason why no kernel
# can tell: those are spared the slow tests, but for --all-tests, which a new reason wants
# once. What was found is kept in build/mutants/all until a source changes, or the test
# that told; of those whom nobody told, until any test does. After a budget's end the same
# command goes on from there.
set -eu
here=$(dirname "$(readlink -f "$0")")
work=$(readlink -f "$here/../..")/build/mutants
die() { echo "mutants: $1" >&2; exit 2; }
# Debian's python3 has Debian's bindings.
/usr/bin/python3 -c 'import clang.cindex' 2> /dev/null ||
	die "no bindings of libclang for /usr/bin/python3; type: apt-get install python3-clang-19, or make deps"
mkdir -p "$work"
if [ "${1-}" != --score ]; then
	exec 9> "$work/lock"
	flock -n 9 || die "another run uses build/mutants; wait for its end"
fi
# Its own group, so that an interrupt ends all of it.
exec /usr/bin/python3 -B "$here/generate/run.py" "$@"
