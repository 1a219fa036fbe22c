#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Make the Coccinelle of another Debian suite usable here. Nothing is installed.
#
# usage: spatch.sh SUITE	e.g. SPATCH=$(scripts/spatch.sh trixie) make check LINUX=tree
#
# stdout: a program to be called in place of spatch. Exit status: 0, or 1 with the reason.
set -eu
here=$(dirname "$(readlink -f "$0")")
[ $# = 1 ] || { sed -n '3,7s/^# \{0,1\}//p' "$0"; exit 2; }
exec "$here/beside.sh" spatch coccinelle "$1" COCCINELLE_HOME=usr/lib/coccinelle
