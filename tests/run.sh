#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Run every test that needs no kernel build, two at a time, by their TAP.
#
# usage: LINUX=tree [LAYOUT="NAME..."] [SEED=N] [TEST_SECONDS=600] run.sh [--long | NAME...]
#	e.g. run.sh test_convert; LAYOUT=arm-lpae run.sh race_collapse
#	--long names those scripts that take minutes
#
# Names that are no script here are the simulator's; a layout means it alone. Of each
# program of a script TEST_SECONDS of CPU time are borne; usual are less than a hundred.
# What a script said stays in build/NAME.tap and build/NAME.err.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=tests/judge.sh
. tests/judge.sh
export LINUX=${LINUX:+$(readlink -f "$LINUX")}
limit=${TEST_SECONDS:-600}
[[ $limit =~ ^[1-9][0-9]*$ ]] || { echo "run: TEST_SECONDS is a number above 0, not '$limit'" >&2; exit 2; }
command -v parallel > /dev/null || { echo "run: GNU parallel is missing; type: apt-get install parallel, or make deps" >&2; exit 2; }

# Those that take minutes, the longest first: what begins last is to be short.
long="test_sim test_probe test_convert test_enable_older test_convert_older test_convert_refused
	test_rules test_account test_check test_enable test_convert_private test_convert_stopped
	test_types test_steps test_upstream test_seed test_runners test_answers"
[ "${1-}" != --long ] || { xargs -n 1 <<< "$long"; exit; }
every() {
	local name
	find tests -name 'test_*.sh' | sort > build/tests
	for name in $long; do grep "/$name\.sh$" build/tests || true; done
	grep -vE "/($(xargs <<< "$long" | tr ' ' '|'))\.sh$" build/tests || true
}

mkdir -p build
tests=() simulated=''
for name in "$@"; do
	mapfile -t found < <(find tests -name "$name.sh" -name 'test_*')
	if [ ${#found[@]} -gt 0 ]; then
		tests+=("${found[@]}")
	elif tests/sim/run.sh --list | grep -qxF -- "$name"; then
		simulated="$simulated $name"
	else
		echo "run: no test '$name'; there are: $(find tests -name 'test_*.sh' -printf '%f\n' | sed 's/\.sh$//' | sort | xargs)" "$(tests/sim/run.sh --list | xargs)" >&2
		exit 2
	fi
done
if [ -n "$simulated" ] || { [ $# = 0 ] && [ -n "${LAYOUT:-}${SEED:-}" ]; }; then
	tests=("tests/sim/run.sh$simulated" "${tests[@]}")
elif [ $# = 0 ]; then
	mapfile -t tests < <(every)
fi

# cpu_seconds FILE: of what "times" wrote there, what the children used
cpu_seconds() { awk 'NR == 2 { split($1 " " $2, t, /[ms ]+/); printf "%d s", t[1] * 60 + t[2] + t[3] * 60 + t[4] }' "$1"; }

one() { # NUMBER "SCRIPT NAME..."
	local began=$SECONDS out name=${2%% *}
	name=$(basename "$name" .sh) name=${name/#run/sim}
	out=build/$name
	# shellcheck disable=SC2086 # a script and names
	judged "$name" "$limit" "$out" "bash $2, or see $out.err" bash $2 || true
	echo "# $2"
	cat "$out.tap"
	times > "$out.times" # in a pipe it would be another shell's
	echo "# $2 took $((SECONDS - began)) s, $(cpu_seconds "$out.times") of a CPU"
	cp "$out.tap" "$out.$1.result"
}
export -f one cpu_seconds judged judge unexplained
export limit sanitizer_words
rm -f build/*.result
# Each one's words stay together; nobody's status ends the others.
SHELL=$BASH parallel --will-cite --jobs 2 one '{#}' '{}' ::: "${tests[@]}" || true
results=(build/*.result)
[ -e "${results[0]}" ] || results=()
if [ ${#results[@]} != ${#tests[@]} ]; then
	echo "not ok - $((${#tests[@]} - ${#results[@]})) of ${#tests[@]} scripts did not run" | tee build/none.result
	results=(build/*.result)
fi
# A script that was skipped altogether is told again where everybody looks.
for result in "${results[@]}"; do
	name=${result#build/} name=${name%.*.result}
	! why=$(not_run "$result") || echo "# skipped: $name: $why"
done
counted "${results[@]}"
closing
