#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# The report of a conversion, on stdout. Run by convert.sh, which sets linux,
# work, arches, rest, symbol, here and top.
set -eu
# shellcheck source=coccinelle/convert/lib.sh
. "$here/lib.sh"
trap 'unforeseen $?' EXIT
series=$work/series accounts=$work/accounts.tsv
read -r hooks < "$work/hooks" || true
read -r kernel < "$work/kernel"
# shellcheck source=coccinelle/convert/report-parts.sh
. "$here/report-parts.sh"

# shellcheck disable=SC2086 # a list of names
[ -z "$arches" ] || findings $arches
echo "# Fast gup of $(kernelversion "$linux") on the portable walker"
echo
echo "Architectures that move: ${arches:-no further one}."
if [ -n "$rest" ]; then
	echo "Left on the walker of this tree, which therefore stays: $rest."
else
	echo "None is left on the walker of this tree: the last patch removes it."
fi
echo
echo "## Patches"
echo
echo "Each is \`git am\`-able, builds, and passes that tree's \`checkpatch.pl --strict\`."
echo
patches

echo
echo "## Ops, and what they replace"
echo
echo "What the walker of this tree did, and the op that does it now. An op that no"
echo "architecture here defines has its default in \`core/gup_ops.h\`."
echo
echo "| op | defined by | replaces |"
echo "|---|---|---|"
defined=$(cd "$top" && for arch in $arches; do
	sed -n "s/^#define \([A-Za-z0-9_]*\).*/$arch \1/p" "arch-$arch"/*.h | LC_ALL=C sort -u
done)
cut -f 4 "$accounts" | grep -oE '(^|; )op [A-Za-z0-9_]*' | sed 's/^; //' | LC_ALL=C sort -u | while read -r _ op; do
	by=$(awk -v op="$op" '$2 == op { printf "%s%s", n++ ? " " : "", $1 }' <<< "$defined")
	echo "| \`$op\` | ${by:-default} | $(awk -F '\t' -v op="op $op" '
		index("; " $4, "; " op) && ("; " $4 " ") ~ "; " op "[ ,:;]" {
			text = $3; gsub(/\|/, "\\|", text)
			printf "%s`%s` %s", sep, text, $1; sep = "<br>"
		}' "$accounts") |"
done

statements

# listed FILE TITLE WHAT: statements that somebody must look at, apart from the others
listed() {
	[ -s "$1" ] || return 0
	printf '\n## %s\n\n' "$2"
	echo "$3"
	printf '\n| where | statement | destination |\n|---|---|---|\n'
	sed 's/|/\\|/g; s/^\([^\t]*\)\t[^\t]*\t\([^\t]*\)\t\(.*\)/| \1 | `\2` | \3 |/' "$1"
}
listed "$work/answered" "Accounted for by the user" \
	"Not known to the project; whoever made this series said where it goes (ACCOUNT=)."
listed "$work/anew" "In a form that nobody read before" \
	"The tool knows these statements only by what they call and test. \`make equal LINUX=\` of this tree runs its walker beside the new one."

echo
echo "## What somebody must look at"
echo
echo "* Users of \`$symbol\` that stay as they are, and why that is right:"
while read -r user; do
	why=$(awk -v user="$user" '$1 == user { sub(/^[^\t]*\t+/, ""); print }' "$here/symbol-users")
	[ -z "$why" ] || echo "  * \`$user\`: $why."
done < "$work/users"
[ -z "$hooks" ] || echo "* Hooks that went: \`gup_fast_permitted()\` of \`$hooks\`, now \`gup_range_permitted()\`."
for arch in $arches; do
	echo "* $arch: \`$(grep -E "^[[:space:]]select $symbol([[:space:]]|\$)" "$linux/arch/$arch/Kconfig" | sed "s/$symbol/GUP_FAST_PORTABLE/" | xargs)\`; table free: $(table_free "$top/arch-$arch/gup_ops.h"), checked by the compiler against the configuration."
	found "$arch"
done
echo "* What the portable walker does otherwise, on purpose: a call for no page at all"
echo "  returns 0 without a walk; each pin's node counter is updated once for a run;"
echo "  $(otherwise "kernels/$kernel")"

echo
echo "## Size"
echo
echo "\`wc -l\`: $(walker_lines) lines in mm/gup_fast.c, mm/gup_entry.h and mm/gup_descend.h, comments included;"
echo "the walker that they replace: $(awk -F '\t' '{ split($1, a, ":"); if (a[1] == "mm/gup.c") { if (!first || a[2] < first) first = a[2]; last = a[2] } } END { print "mm/gup.c:" first " to " last }' "$accounts")."
echo
echo "<!-- figures -->"
echo "\`make sparse\` adds the objects' sizes and stack frames here."
