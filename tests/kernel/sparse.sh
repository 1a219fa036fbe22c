#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
# usage: sparse.sh ARGUMENT...	sparse, for a kernel's CHECK=
#
# Debian 12's sparse does not know riscv's extensions of more than a letter, and
# dies of them. They matter to an assembler, not to a checker.
for argument; do
	shift
	case $argument in
	-march=rv*_*) argument=${argument%%_*} ;;
	esac
	set -- "$@" "$argument"
done
# It stops after a hundred warnings in a file, with one that names whatever comes then.
exec sparse -fmax-warnings=unlimited "$@"
