#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# The report of a conversion of private walkers, on stdout. Run by private.sh, which
# sets linux, work, series, moving, rest, shares, kernel, here and top.
set -eu
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
trap 'unforeseen $?' EXIT
accounts=$work/accounts.tsv
# shellcheck source=coccinelle/convert/report-parts.sh
. "$here/report-parts.sh"

# shellcheck disable=SC2086 # a list of names
findings $moving
echo "# Private fast gup walkers of $(kernelversion "$linux") on the portable one"
echo
echo "Architectures that move: $moving."
[ -z "$rest" ] || echo "Each keeps its own: $rest."
[ -z "$shares" ] || echo "On the walker that they share in mm/gup.c, which stays: $shares."
echo
echo "\`report.html\` shows the same side by side: the private source, and where each line went."
if [ -s "$work/stopped" ]; then
	printf '\n## What is not known, and stopped its architecture\n\n'
	while IFS=$'\t' read -r arch text; do echo "* $arch: $text"; done < "$work/stopped"
fi
printf '\n## What was wrong, and is not carried over\n\n'
if [ -s "$work/bugs" ]; then
	while IFS=$'\t' read -r place text; do echo "* \`$place\`: $text."; done < "$work/bugs"
else
	echo "Nothing that is known here."
fi
echo "* In all: no look at the pmd above a pte after the reference, so a page may be taken"
echo "  from a table that a collapse has taken out already."
echo
echo "## Patches"
echo
patches
echo
echo "## Ops, and what they replace"
for arch in $moving; do
	printf '\n### %s\n\n| op | what the private walker had |\n|---|---|\n' "$arch"
	awk -F '\t' -v arch="arch/$arch/" 'index($1, arch) == 1 && $4 ~ /^op / {
		n = split($4, part, ","); text = $3; gsub(/\|/, "\\|", text)
		gsub(/ \([A-Z][a-z ]*\)/, "", part[1])
		print substr(part[1], 4) "\t`" text "` " $1
	}' "$accounts" | LC_ALL=C sort -s -t "$(printf '\t')" -k 1,1 | awk -F '\t' '
		$1 != op { if (op) print text " |"; op = $1; text = "| `" op "` | " $2; next }
		{ text = text "<br>" $2 }
		END { if (op) print text " |" }'
	printf '\nThe port, `arch/%s/include/asm/gup_ops.h`:\n\n```c\n' "$arch"
	cat "$work/ops/$arch.h"
	echo '```'
done
printf '\n## Where each walker was built\n\nThere, and only there, GUP_FAST_PORTABLE is set; the tree'"'"'s own Kconfig says so.\n\n'
printf '| architecture | selected | configuration | built and set |\n|---|---|---|---|\n'
for arch in $moving; do
	read -r when < "$work/built/$arch.when"
	while IFS=$'\t' read -r _ what is; do
		echo "| $arch | $([ "$when" = y ] && echo always || echo "if $when" | sed 's/|/\\|/g') | $what | $is |"
	done < "$work/built/$arch.shown"
done
statements
echo
echo "## What somebody must look at"
echo
for arch in $moving; do
	echo "* $arch: table free: $(table_free "$work/ops/$arch.h"), checked by the compiler against the configuration."
	found "$arch"
done
for arch in $moving; do
	[ ! -s "$work/built/$arch.flags" ] ||
		echo "* $arch: what its Makefile said of gup.o alone is said in mm/Makefile of what comes instead: $(sed 's/.*/`&`/' "$work/built/$arch.flags" | paste -sd , | sed 's/,/, /g')."
done
awk -F '\t' '$4 ~ /^dropped: / && $4 !~ /local variable|goes with/ {
	gsub(/\|/, "\\|", $3); printf "* dropped: `%s` %s, %s.\n", $3, $1, substr($4, 10) }' "$accounts"
echo "* What the portable walker does otherwise, on purpose:"
echo "  $(otherwise "kernels/$kernel" public/gup_public.h)"
echo
echo "## Size"
echo
echo "\`wc -l\`: $(walker_lines) lines in mm/gup_fast.c, mm/gup_entry.h and mm/gup_descend.h, once;"
echo "the walkers that go: $(for arch in $moving; do printf '%s %s, ' "$arch" "$(wc -l < "$linux/arch/$arch/mm/gup.c")"; done | sed 's/, $/./')"
