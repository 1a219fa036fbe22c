#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: test_report.sh
#
# What the report says of goals: takes a few figures, goals and reasons, changes one
# after the other, and looks for words in the report that must be there then. Measures
# nothing.

set -eu
here=$(cd "$(dirname "$0")" && pwd)

[ $# = 0 ] || { sed -n '4,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/base" "$tmp/try"
tab=$(printf '\t')

# untab FILE: of stdin, with tabs for what looks like a table here
untab() { sed "s/ *| */$tab/g" >"$tmp/base/$1"; }

untab goals <<'EOF2'
# a comment
one|0.75|one page a call
many|0.5|many pages a call
irqs|1|interrupts off
EOF2
untab reasons <<'EOF2'
# a comment

one|arm x86|^THP|half is the caller's
many|arm|.|few registers
EOF2
untab figures.tsv <<'EOF2'
instructions|one|x86|THP, get, 1 a call|instructions/page|100.0|80.0|-|make x
instructions|one|x86|4K, get, 1 a call|instructions/page|100.0|70.0|-|make x
instructions|many|x86|4K, get, 512 a call|instructions/page|100.0|50.4|-|make x
instructions|-|x86|4K, slow, 512 a call|instructions/page|100.0|300.0|-|make x
instructions|one|arm|THP, get, 1 a call|instructions/page|100.0|90.0|-|make arm
instructions|many|arm|4K, get, 512 a call|instructions/page|100.0|60.0|-|make arm
instructions|many|arm|4K, pin, 512 a call|instructions/page|100.0|40.0|-|make arm
instructions|-|arm|hugetlb|instructions/page|n/a|n/a|no hugetlb|make arm
about|x86|configuration 1234
scale|irqs|x86-64|get, a GiB|instructions|70|70|-|user.sh
scale|irqs|x86-64|pin, a GiB|instructions|90|90|-|user.sh
scale|-|x86-64|get, 1 a call|ns|20.0|10.0|-|user.sh
EOF2

# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/../tap.sh"
plan "$(grep -c "^try " "$0")"

# try NAME WORDS FILE SED-SCRIPT: WORDS must be in the report, or with "no " before, not
try()
{
	rm -rf "$tmp/try"
	cp -r "$tmp/base" "$tmp/try"
	sed -i "$4" "$tmp/try/$3"
	(cd "$tmp/try" && awk -f "$here/report.awk" goals reasons figures.tsv >report.md)
	bad=0
	case $2 in
	"no "*) ! grep -qF -- "${2#no }" "$tmp/try/report.md" || bad=1 ;;
	*) grep -qF -- "$2" "$tmp/try/report.md" || bad=1 ;;
	esac
	result $bad "$1" "not as wanted: $2
$(sed '/^## /,$d' "$tmp/try/report.md")"
}

try "on the mean, with its reason" \
	"| 0.75 | x86 | 0.75 | 0.80 | THP, get, 1 a call: 100.0, 80.0 | on the mean | \`^THP\`: half is the caller's |" goals ''
try "each configuration apart" \
	"| 0.75 | arm | 0.90 | 0.90 | THP, get, 1 a call: 100.0, 90.0 | no | \`^THP\`: half is the caller's |" goals ''
try "the worst over it, the mean not" "| 0.49 | 0.60 | 4K, get, 512 a call: 100.0, 60.0 | on the mean | few registers |" goals ''
try "reached as it is printed" "| 0.5 | x86 | 0.50 | 0.50 | 4K, get, 512 a call: 100.0, 50.4 | yes | - |" goals ''
try "of equal ones the larger" "| 1 | x86-64 | 1.00 | 1.00 | pin, a GiB: 90, 90 | yes | - |" goals ''
try "a figure of no goal is in no row of them" "no slow, 512 a call:" goals ''
try "nothing is wrong" "no In \`tests/bench/reasons\`" goals ''
try "a range that grows" "| 1 | x86-64 | 1.15 | 1.33 | pin, a GiB: 90, 120 | no |" figures.tsv "s/90${tab}90/90${tab}120/"
try "no reason" "**no reason is given** of 1 figures, the first is 4K, get, 512 a call" reasons '/^many/d'
try "a reason for something else" "**no reason is given** of 1 figures, the first is 4K, get, 1 a call" \
	figures.tsv "/4K, get, 1 a/s/70.0/90.0/"
try "a stale reason is said to be stale" "a reason is stale, the goal is reached, or another reason comes first: \`many\`, arm" \
	figures.tsv "/4K, get, 512/s/60.0/45.0/"
try "and not given" "| 0.42 | 0.45 | 4K, get, 512 a call: 100.0, 45.0 | yes | - |" \
	figures.tsv "/4K, get, 512/s/60.0/45.0/"
try "stale in one of two configurations" "comes first: \`one\`, arm" figures.tsv "/THP.*90.0/s/90.0/10.0/"
try "and not in the other one" "no comes first: \`one\`, x86" figures.tsv "/THP.*90.0/s/90.0/10.0/"
try "a reason behind another one" "comes first: \`many\`, arm, \`get\`" reasons "\$a many${tab}arm${tab}get${tab}for two reasons"
try "what is not measured is not stale" "no In \`tests/bench/reasons\`" figures.tsv "/${tab}arm${tab}/d"
try "a goal that is not measured" "| interrupts off | 1 | n/a | n/a | n/a | not measured | n/a | - |" figures.tsv '/^scale/d'
try "a reason for no goal" "a reason is for a goal that there is not: \`few\`" reasons 's/^many/few/'
try "a reason without a pattern" "this is no goal, configurations, pattern and reason: \`many${tab}arm${tab}few registers\`" \
	reasons "s/${tab}\\.${tab}/${tab}/"
try "a figure over its goal" "| THP, get, 1 a call | 100.0 | 80.0 | 0.80 (goal 0.75) | - |" goals ''
try "what cannot be had" "| hugetlb | n/a | n/a | n/a | no hugetlb |" goals ''
try "what is dearer than before" "| x86 | 4K, slow, 512 a call | 100.0 | 300.0 | 3.00 |" goals ''
try "nothing that is dearer" "Instructions, dearer than before: none." figures.tsv "s/300.0/100.4/"
try "nor is what was measured otherwise" "no | x86-64 | get, 1 a call |" figures.tsv "s/20.0${tab}10.0/20.0${tab}30.0/"
try "a table for each unit" "## x86-64, scale: instructions" goals ''
try "and the other one" "## x86-64, scale: ns" goals ''
try "about a configuration" "* \`configuration 1234\`" goals ''

# The real ones
cp "$here/goals" "$here/reasons" "$tmp/base/"
: >"$tmp/base/figures.tsv"
try "our own reasons are for our goals" "no In \`tests/bench/reasons\`" goals ''

finish
