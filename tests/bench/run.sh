#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] [ARCH="ROW..."] run.sh [PART...]
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
all="instructions user uml"
parts=${*:-$all}
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
	"$bench/$part.sh" "$OUT/bench/$part.new" $rows
	mv "$OUT/bench/$part.new" "$OUT/bench/$part.tsv"
done

# The ratios of a part, a plot each: a line for each row, from the best on.
cd "$OUT/bench"
for figures in *.tsv; do
	part=${figures%.tsv}
	awk -F '\t' '$6 + 0 > 0 && $7 + 0 > 0 { print $3 "\t" $7 / $6 }' "$figures" |
		LC_ALL=C sort -t "$(printf '\t')" -k 1,1 -k 2,2n |
		awk -F '\t' '$1 != row { if (row) print "\n"; row = $1; print "\"" row "\"" } { print $2 }' >"$part.ratios"
	[ -s "$part.ratios" ] || continue
	gnuplot <<-END
		set terminal svg size 900,420 dynamic background "white"
		set output "$part.svg"
		set title "$part: after / before, the figures of each row in ascending order"
		set ylabel "ratio"
		set yrange [0:*]
		set key outside
		set grid y
		stats "$part.ratios" using 1 nooutput
		plot for [i = 0:STATS_blocks - 1] "$part.ratios" index i using 0:1 with linespoints title columnheader(1), \
			1 with lines dashtype 2 linecolor "black" notitle
	END
done
{
	awk -f "$bench/report.awk" "$bench/goals" ./*.tsv
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
sed -n '/^| goal/,/^$/p' "$OUT/bench.md"
echo "bench: $OUT/bench.md and bench.html"
