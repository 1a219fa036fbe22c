#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Run a program of the simulator; one of 32-bit words by an emulator on a machine
# whose kernel runs none.
#
# usage: exec.sh [--emulated] PROGRAM ARGUMENT...
#   --emulated   do not run it, succeed if that takes the emulator
set -u
ask=''
[ "${1-}" != --emulated ] || { ask=1; shift; }
# No program knows such an option; 126 comes of a kernel that cannot execute it.
rc=0
"$1" --none > /dev/null 2>&1 || rc=$?
[ -z "$ask" ] || { [ $rc = 126 ]; exit; }
[ $rc = 126 ] || exec "$@"
command -v qemu-i386 > /dev/null ||
	{ echo "sim: $1: this machine runs no 32-bit programs, and qemu-i386 is missing; type: apt-get install qemu-user, or make deps" >&2; exit 126; }
# The search for leaks stops the threads, which an emulated process cannot.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
exec qemu-i386 "$@"
