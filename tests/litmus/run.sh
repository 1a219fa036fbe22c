#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Run the litmus tests: the walker against each writer, under the Linux kernel memory model of
# the trees given and under those of the architectures. Each test has twins without a barrier
# or a look that the argument rests on, which must have the other verdict.
#
# Then the walkers that were compiled by now (make sparse, make boot): does their machine code
# have the order that the tests have?
#
# usage: [OBJECTS="folder..."] run.sh [--here] [TREE...]
#
#   OBJECTS kernels that were built, each a folder with mm/.gup_fast.o.cmd; default: those below
#           build/
#   --here  only with a herd7 that is there by now; otherwise Debian sid's is unpacked into
#           build/suites (240 MB), and nothing is installed
#   TREE    kernel trees; default: those of build/ from 6.12 on
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
only_here=''
[ "${1-}" != --here ] || { only_here=1; shift; }
case ${1-} in -*) sed -n '3,17s/^# \{0,1\}//p' "$0"; exit 2 ;; esac
if [ $# = 0 ]; then
	for tree in "$top"/build/linux-source-{6.12,[7-9].*}; do
		[ ! -d "$tree/tools/memory-model" ] || set -- "$@" "$tree"
	done
fi
[ $# -gt 0 ] || { echo "prove: no kernel tree; give LINUX=, or type: make build/linux-source-6.12" >&2; exit 2; }
for tree in "$@"; do
	[ -f "$tree/tools/memory-model/linux-kernel.cfg" ] ||
		{ echo "prove: LINUX=$tree: has no tools/memory-model; give a tree from 4.17 on" >&2; exit 2; }
done
mapfile -t trees < <(printf '%s\n' "$@" | xargs -n 1 readlink -f)

herd=- models=-
suites=${SUITES:-$top/build/suites}
if [ -n "${HERD-}" ]; then
	herd=$HERD models=${HERD_MODELS:?HERD_MODELS: the folder with the models of HERD}
elif [ -z "$only_here" ] || [ -x "$suites/sid/herdtools7/usr/bin/herd7.here" ]; then
	if herd=$("$top/scripts/beside.sh" herd7 herdtools7 sid); then
		models=$(dirname "$(dirname "$herd")")/share/herdtools7/herd
	else
		echo "prove: herd7 cannot be had, so no verdict is shown; set HERD= and HERD_MODELS=" >&2
		herd=-
	fi
fi
work=$top/build/litmus
mkdir -p "$work"
read -r -a objects <<< "${OBJECTS-$(cd "$top" && printf '%s\n' build/{objects,boot}-*/{,objects/}*/mm/.gup_fast.o.cmd | grep -v '[*]' | sed 's,/mm/[^/]*$,,' | xargs)}"
status=0
cd "$top"
{
	python3 -B "$here/prove.py" "$herd" "$models" "$work" "${trees[@]}" || echo "ended with $?"
	if [ ${#objects[@]} -gt 0 ]; then
		python3 -B "$here/objects.py" "$work" "${objects[@]}" || echo "ended with $?"
	else
		echo "# no walker was compiled below build/; type: make sparse ARCH=\"x86 arm64\""
	fi
} | tee "$work/said" | grep -v '^ended with'
! grep -q '^ended with' "$work/said" || status=1
! grep -q '^ended with [^1]' "$work/said" || status=2
awk '/^[0-9]+ passed/ { p += $1; f += $3; s += $5 } END { printf "%d passed, %d failed%s\n", p, f, s ? ", " s " skipped" : "" }' "$work/said"
exit $status
