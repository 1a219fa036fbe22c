#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Walkers against all others, as threads that run freely, for a long time: each
# layout in turn, once under ThreadSanitizer and once fast; layouts of 32-bit
# words only the latter, since there is no ThreadSanitizer for them. Progress goes
# to stderr, TAP to stdout; a failure tells the seed and how to repeat it.
#
# usage: [MINUTES=10] [SEED=N] [CC=gcc] [OUT=build/sim] soak.sh [LAYOUT...]
set -eu

sim=$(cd "$(dirname "$0")" && pwd)
top=${TOP:-$(cd "$sim/../.." && pwd)}
out=${OUT:-$top/build/sim}
minutes=${MINUTES:-10}
seed=${SEED:-$(date +%s)}
# shellcheck source=tests/judge.sh
. "$sim/../judge.sh"

refuse() {
	printf 'soak.sh: %s\n' "$*" >&2
	exit 2
}

layouts=()
for file in "$sim"/layouts/*; do
	case ${file##*/} in
	*.rows|README) ;;
	*) layouts+=("${file##*/}") ;;
	esac
done

for layout; do
	[[ $layout != */* && " ${layouts[*]} " == *" $layout "* ]] ||
		refuse "there is no layout '$layout'; there are: ${layouts[*]}"
done
[[ $minutes =~ ^[0-9]+(\.[0-9]+)?$ && $minutes =~ [1-9] ]] ||
	refuse "MINUTES is a number above 0, not '$minutes'"
[[ $seed =~ ^[0-9]+$ ]] || refuse "SEED is a number, not '$seed'"
[[ $# -eq 0 ]] || layouts=("$@")

word_of() {
	awk -v rows="$sim/layouts" -v want=word -f "$sim/rows.awk" -f "$sim/gen.awk" "$sim/layouts/$1"
}

runs=()
for layout in "${layouts[@]}"; do
	[[ $(word_of "$layout") == 32 ]] || runs+=("$layout free")
	runs+=("$layout soak")
done
seconds=$(awk -v m="$minutes" -v n="${#runs[@]}" 'BEGIN { s = int(m * 60 / n); print s < 1 ? 1 : s }')

printf 'TAP version 13\n1..%d\n# seed %s, %d s for each\n' "${#runs[@]}" "$seed" "$seconds"
nr=0
all=$out/soak.all
mkdir -p "$out"
: > "$all"
# tell LINE...: on stdout, and kept to be counted
tell() { printf '%s\n' "$@" | tee -a "$all"; }

for run in "${runs[@]}"; do
	read -r layout flavour <<< "$run"
	nr=$((nr + 1))
	how=fast
	[[ $flavour == soak ]] || how=ThreadSanitizer
	program=$out/$layout/$flavour/free
	printf 'soak: %d of %d: %s, %s\n' "$nr" "${#runs[@]}" "$layout" "$how" >&2
	if ! make -s -C "$sim" TOP="$top" OUT="$out" ${CC:+CC="$CC"} LAYOUT="$layout" \
			FLAVOUR="$flavour" free >&2; then
		tell "not ok $nr - free: $layout, $how does not build"
		continue
	fi
	log=$out/$layout/$flavour/soak
	again="$program --seed $seed --seconds $seconds"
	status=0
	# Each of its threads may take all of the time; what it does before and after is little.
	SOAK=1 judged "free" "${SIM_SECONDS:-$((100 * seconds + 300))}" "$log" "$again" \
		"$sim/exec.sh" "$program" --seed "$seed" --seconds "$seconds" || status=1
	cat "$log.err" >&2
	line=$(sed -n "s/^\(not \)\{0,1\}ok 1 - //p" "$log.tap")
	if [[ $status -eq 0 ]]; then
		tell "ok $nr - $line, $how"
	else
		tell "not ok $nr - ${line:-free: died [$layout]}, $how$(sed -n 's/^not ok - free: /: /p' "$log.tap")"
		sed -n '/^not ok/,$p' "$log.tap" | grep '^#' || true
		echo "# again is the same choices, not the same timing"
	fi
done
counted "$all"
[ $((passed + failed)) = "${#runs[@]}" ] || { echo "not ok - $nr of ${#runs[@]} runs"; failed=$((failed + 1)); }
closing
