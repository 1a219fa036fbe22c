#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Make the Coccinelle of another Debian suite usable here, with the C library that it needs
# where the machine's is older. Nothing is installed.
#
# usage: spatch.sh SUITE	e.g. SPATCH=$(scripts/spatch.sh trixie) make check LINUX=tree
#
# stdout: a program to be called in place of spatch. Exit status: 0, or 1 with the reason.
set -eu
here=$(dirname "$(readlink -f "$0")")
[ $# = 1 ] || { sed -n '3,8s/^# \{0,1\}//p' "$0"; exit 2; }
cocci=$("$here/suite.sh" coccinelle "$1")
program=$cocci/usr/bin/spatch.here
[ ! -x "$program" ] || { echo "$program"; exit 0; }
run="'$cocci/usr/bin/spatch'"
if ! "$cocci/usr/bin/spatch" --version > /dev/null 2>&1; then
	libc=$("$here/suite.sh" libc6 "$1")
	loader=$(find "$libc/usr/lib"* "$libc/lib"* -name 'ld-linux*.so.*' 2> /dev/null | head -n 1)
	libraries=$(dirname "$(find "$libc" -name libc.so.6 | head -n 1)")
	# All else it takes from the machine: Python above all, whose modules are there, too.
	own=${libraries#"$libc"} own=${own#/usr}
	run="'$loader' --library-path '$libraries:$own:/usr$own' $run"
fi
{
	echo '#!/bin/sh'
	echo "# Made by scripts/spatch.sh $1"
	echo "export COCCINELLE_HOME='$cocci/usr/lib/coccinelle'"
	echo "exec $run \"\$@\""
} > "$program.new"
chmod +x "$program.new"
"$program.new" --version > /dev/null 2>&1 ||
	{ echo "spatch: Coccinelle of $1 does not start here: $("$program.new" --version 2>&1 | tail -n 1)" >&2; exit 1; }
mv "$program.new" "$program"
echo "$program"
