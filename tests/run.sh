#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Run every test that needs no kernel build, by their TAP, with prove.
#
# usage: LINUX=tree [LAYOUT="NAME..."] [SEED=N] run.sh [NAME...]
#	e.g. run.sh test_convert; LAYOUT=arm-lpae run.sh race_collapse
#
# Names that are no script here are the simulator's; a layout means it alone.
set -eu
cd "$(dirname "$0")/.."
export LINUX=${LINUX:+$(readlink -f "$LINUX")}
tests=() simulated=()
if [ $# -gt 0 ]; then
	for name in "$@"; do
		mapfile -t found < <(find tests -name "$name.sh" -name 'test_*')
		if [ ${#found[@]} -gt 0 ]; then
			tests+=("${found[@]}")
		elif tests/sim/run.sh --list | grep -qxF -- "$name"; then
			simulated+=("$name")
		else
			echo "run: no test '$name'; there are: $(find tests -name 'test_*.sh' -printf '%f\n' | sed 's/\.sh$//' | sort | xargs)" "$(tests/sim/run.sh --list | xargs)" >&2
			exit 2
		fi
	done
fi
if [ ${#simulated[@]} -gt 0 ] || { [ $# = 0 ] && [ -n "${LAYOUT:-}${SEED:-}" ]; }; then
	tests/sim/run.sh "${simulated[@]}" || exit
	[ ${#tests[@]} -gt 0 ] || exit 0
elif [ $# = 0 ]; then
	mapfile -t tests < <(find tests -name 'test_*.sh' | sort)
fi
mkdir -p build
status=0
passed=0 failed=0 skipped=0
for test in "${tests[@]}"; do
	echo "# $test"
	began=$SECONDS
	out=build/$(basename "$test" .sh).tap
	bash "$test" 2> "${out%.tap}.err" | tee "$out" || true
	prove --exec cat "$out" > "$out.prove" 2>&1 || status=1
	skipped=$((skipped + $(grep -ciE '^ok .*# SKIP|^1\.\.0 # SKIP' "$out" || true)))
	passed=$((passed + $(grep -E '^ok ' "$out" | grep -civE '# SKIP' || true)))
	bad=$(grep -cE '^not ok ' "$out" || true)
	if [ "$bad" = 0 ] && grep -q '^Result: FAIL' "$out.prove"; then
		echo "not ok - $test: $(grep -m 1 -E 'Parse errors|planned|Non-zero' "$out.prove" || echo 'ended early'); see ${out%.tap}.err"
		bad=1
	fi
	failed=$((failed + bad))
	echo "# $test took $((SECONDS - began)) s"
done
[ $((passed + failed)) -gt 0 ] || { echo "run: nothing was run" >&2; exit 1; }
echo "$passed passed, $failed failed, $skipped skipped"
exit $status
