#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: user.sh [--only PATTERN] [--quick] [--rounds N] [--pages N] [--window N] [--list] FILE
#	e.g. user.sh --only 'order 0, shuffled, cold, get, 512*' /dev/stdout
#
# The walker natively, with real caches, on page tables and a memmap far bigger
# than they are: against a straightforward walker, against the limit, with each of
# its tunables at another value, and from one page to a GiB; then how long
# interrupts are off, in ns and in instructions. The walkers take turns, so that their
# ratio can be relied on even where the machine is busy. About 8 minutes. FILE gets lines of
# part, goal, row, what, unit, before, after, spread, and the command that repeats
# the line; PATTERN is of what, as a shell's. CC is the compiler. Asserts nothing of time.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$(dirname "$here")")

usage() { sed -n '4,15s/^# \{0,1\}//p' "$0" >&2; exit 2; }

[ $# -gt 0 ] || usage
for file; do :; done
case $file in -*) usage ;; esac
[ "$(uname -m)" = x86_64 ] || { echo "user: this needs an x86-64, not $(uname -m)" >&2; exit 2; }
mkdir -p "$(dirname "$file")"

# The last argument is ours, what is before it the program's.
n=$#
while [ "$n" -gt 1 ]; do
	set -- "$@" "$1"
	shift
	n=$((n - 1))
done
shift

BUILD=$(readlink -f "${BUILD:-$top/build}")

build() { # NAME=VALUE...
	make -s -C "$top" -f tests/bench/user/Makefile OUT="$BUILD/bench" CC="${CC:-gcc}" "$@" >&2
}

for kind in user stamps steps; do
	build KIND=$kind
done
for kind in user stamps steps; do
	"$BUILD/bench/$kind/user" "$@"
done > "$file"
