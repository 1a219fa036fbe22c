#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] [ARCH="ROW..."] [BENCH_SECONDS=21600] run.sh [PART...]
#
# Measures, and writes OUT/bench.md and OUT/bench.html with plots in OUT/bench.
# A PART is a script here that fills OUT/bench/PART.tsv; all by default. Parts
# that do not run keep their figures. A figure is a line of tab-separated
#	part  goal or -  row  what  unit  before  after  remark  command
# and what belongs to a row, its configuration and sizes, a line
#	about  row  text

set -eu
bench=$(cd "$(dirname "$0")" && pwd)
here=$bench/../kernel
# shellcheck source-path=SCRIPTDIR/../kernel disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
all=$(cd "$bench" && find . -name '*.sh' ! -name run.sh ! -name 'test_*' -printf '%f\n' | LC_ALL=C sort | sed 's/\.sh$//' | xargs)
parts=${*:-$all}
# Usual is an hour or two for all parts.
limit=${BENCH_SECONDS:-21600}
need gnuplot gnuplot-nox
need cmark-gfm cmark-gfm
[ -n "${OUT-}" ] || die "OUT is not set; give a folder for the report, as build/out"
for part in $parts; do
	[ -x "$bench/$part.sh" ] || die "'$part' is no part; there are: $all"
done
mkdir -p "$OUT/bench"
OUT=$(cd "$OUT" && pwd)
for part in $parts; do
	echo "bench: $part"
	rows=
	[ "$part" != instructions ] || rows=${ARCH-}
	[ "$part" != uml ] || [ -d "$OUT/enable/um" ] ||
		"$bench/../../coccinelle/enable/enable.sh" --linux "$LINUX" --out "$OUT" --arch um
	# shellcheck disable=SC2086 # a list of rows
	timeout --foreground --kill-after=10 "$limit" "$bench/$part.sh" "$OUT/bench/$part.new" $rows || {
		status=$?
		[ "$status" != 124 ] || status="$status, of the time limit of $limit s"
		die "$part ended with status $status, so that its figures are those of before; type: make bench T=$part"
	}
	grep -qv '^about' "$OUT/bench/$part.new" ||
		die "$part measured nothing; type: make bench T=$part"
	# A row that is told about, or was asked for, has a figure.
	# shellcheck disable=SC2086 # a list of rows
	lacks=$(printf '%s\n' $rows | awk -F '\t' 'FILENAME == "-" { want[$1] = 1; next }
		$1 == "about" { want[$2] = 1; next } { has[$3] = 1 }
		END { for (row in want) if (row != "" && !(row in has)) print row }' - "$OUT/bench/$part.new" | xargs)
	[ -z "$lacks" ] || die "$part measured nothing of $lacks; type: make bench T=$part"
	mv "$OUT/bench/$part.new" "$OUT/bench/$part.tsv"
done

# by_name FILE: name, x, values... of stdin as gnuplot's blocks, a name each
by_name()
{
	LC_ALL=C sort -t "$(printf '\t')" -k 1,1 -k 2,2g | awk -F '\t' '
		$1 != name { if (name) print "\n"; name = $1; print "\"" name "\"" }
		{ $1 = ""; print }' >"$1"
}

# plot FILE TITLE GNUPLOT...: an svg beside FILE, of all its blocks
plot()
{
	[ -s "$1" ] || return 0
	file=$1
	title=$2
	shift 2
	gnuplot <<-END
		set terminal svg size 1000,460 dynamic background "white"
		set output "${file%.*}.svg"
		set title "$title"
		set key outside
		set grid
		stats "$file" using 1 nooutput
		$(printf '%s\n' "$@" | sed "s/FILE/\"$file\"/g")
	END
}

cd "$OUT/bench"
# Of a part that is gone none must stay.
rm -f ./*.svg ./*.points ./*.ratios
for figures in *.tsv; do
	part=${figures%.tsv}
	awk -F '\t' '$6 + 0 > 0 && $7 + 0 > 0 { print $3 "\t" $7 / $6 }' "$figures" | by_name "$part.ratios"
	plot "$part.ratios" "$part: after / before, the figures of each row in ascending order" \
		'set yrange [0:*]' \
		'plot for [i = 0:STATS_blocks - 1] FILE index i using 0:1 with linespoints title columnheader(1), 1 with lines dashtype 2 linecolor "black" notitle'
done
# What grows with the pages a call, before (dashed) and after.
for kind in "cost|ns/page" "interrupts off, longest|ns" "interrupts off, longest|instructions"; do
	unit=${kind#*|}
	kind=${kind%|*}
	file=$(echo "scale-${kind%%,*}-${unit%%/*}.points" | tr ' ' -)
	cat ./*.tsv | awk -F '\t' -v kind="$kind: " -v unit="$unit" '
		$1 == "scale" && $2 == "-" && $5 == unit && index($4, kind) == 1 && match($4, /, [0-9]+ a call/) {
			n = substr($4, RSTART + 2) + 0
			print substr($4, length(kind) + 1, RSTART - length(kind) - 1) "\t" n "\t" $6 "\t" $7
		}' | by_name "$file"
	plot "$file" "$kind: $unit against pages a call" 'set logscale xy' \
		'plot for [i = 0:STATS_blocks - 1] FILE index i using 1:3 with linespoints linecolor i + 1 title columnheader(1), for [i = 0:STATS_blocks - 1] FILE index i using 1:2 with lines dashtype 2 linecolor i + 1 notitle'
done
{
	awk -f "$bench/report.awk" "$bench/goals" "$bench/reasons" ./*.tsv
	printf '\n## Plots\n\n'
	for plot in *.svg; do
		[ ! -f "$plot" ] || printf '![%s](bench/%s)\n\n' "${plot%.svg}" "$plot"
	done
} >"$OUT/bench.md"
{
	echo '<!DOCTYPE html><meta charset="utf-8"><title>What a page costs</title>'
	echo '<style>body{font:15px sans-serif;margin:2em}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:2px 8px}</style>'
	cmark-gfm -e table "$OUT/bench.md"
} >"$OUT/bench.html"
sed -n '/^| goal/,/^## /{ /^## /!p }' "$OUT/bench.md"
echo "bench: $OUT/bench.md and bench.html"
