#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Make a program of another Debian suite usable here, with the C library that it needs where
# the machine's is older. Nothing is installed.
#
# usage: beside.sh PROGRAM PACKAGE SUITE [NAME=FOLDER...]	e.g. beside.sh herd7 herdtools7 sid
#
#   NAME=FOLDER	set for the program; FOLDER is in the package
#
# stdout: a program to be called in its place. Exit status: 0, or 1 with the reason.
set -eu
here=$(dirname "$(readlink -f "$0")")
[ $# -ge 3 ] || { sed -n '3,11s/^# \{0,1\}//p' "$0"; exit 2; }
program=$1 suite=$3
package=$("$here/suite.sh" "$2" "$suite")
wrapper=$package/usr/bin/$program.here
[ ! -x "$wrapper" ] || { echo "$wrapper"; exit 0; }
run="'$package/usr/bin/$program'"
if ldd "$package/usr/bin/$program" 2>&1 | grep -q 'not found'; then
	libc=$("$here/suite.sh" libc6 "$suite")
	loader=$(find "$libc/usr/lib"* "$libc/lib"* -name 'ld-linux*.so.*' 2> /dev/null | head -n 1)
	libraries=$(dirname "$(find "$libc" -name libc.so.6 | head -n 1)")
	# All else it takes from the machine.
	own=${libraries#"$libc"} own=${own#/usr}
	run="'$loader' --library-path '$libraries:$own:/usr$own' $run"
fi
{
	echo '#!/bin/sh'
	echo "# Made by scripts/beside.sh $program $2 $suite"
	for variable in "${@:4}"; do echo "export ${variable%%=*}='$package/${variable#*=}'"; done
	echo "exec $run \"\$@\""
} > "$wrapper.new"
chmod +x "$wrapper.new"
"$wrapper.new" --version > /dev/null 2>&1 || "$wrapper.new" -version > /dev/null 2>&1 ||
	{ echo "beside: $program of $suite does not start here: $("$wrapper.new" -version 2>&1 | tail -n 1)" >&2; exit 1; }
mv "$wrapper.new" "$wrapper"
echo "$wrapper"
