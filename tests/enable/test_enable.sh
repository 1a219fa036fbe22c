#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does enable.sh give an architecture what it lacks, on a converted tree and on top of
# a series, skip what is there, and refuse what it does not know, with the tree byte for
# byte as before?
#
# usage: test_enable.sh		TAP on stdout, about two minutes
#
#   LINUX=path  a 6.12 tree; a small copy of it is worked on. Without it only the
#               semantic patches are tried, on headers of our own
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=enable
# shellcheck source=tests/convert/tap.sh
. "$here/../convert/tap.sh"
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
cases=$(find "$here" -name '*.res' | wc -l)

# Each rule on a header of our own, look-alikes among its lines.
rules() {
	local res rule header
	for res in "$here"/*/*.res; do
		header=${res%.res}.h rule=$(sed -n 's,^// Rule: ,,p' "${res%.res}.h")
		cp "${res%.res}.h" "$work/patched"
		spatch --very-quiet --macro-file-builtins "$top/coccinelle/convert/macros.h" -D patch \
			--sp-file "$top/$rule" "$header" -o "$work/patched" > /dev/null 2> "$work/log" || true
		check "$(basename "$(dirname "$res")")/$(basename "$res" .res): what it should be" diff -u "$res" "$work/patched"
	done
}

if [ ! -f "${LINUX:-/nonexistent}/mm/gup.c" ]; then
	plan $((cases + 1))
	rules
	skip "the rest" "no kernel tree; set LINUX=path/to/linux-6.12, or install Debian's linux-source-6.12 and type: make build/linux-source-6.12"
	finish
	exit
fi
LINUX=$(readlink -f "$LINUX")
neutral_git
export TMPDIR=$work/tmp
mkdir -m 1777 "$TMPDIR"
small_tree "$work/small"
tree=$work/tree out=$work/out
whole_project "$work/project"
quick "$work/project"
plan $((cases + 42))
rules

run_enable() { # ARGUMENT...
	env -u GIT_OPTIONAL_LOCKS -u GIT_CONFIG_NOSYSTEM bash "$work/project/coccinelle/enable/enable.sh" "$@" \
		> "$work/stdout" 2> "$work/stderr"
}
# enable WHAT ARGUMENT...: um of $tree, into $out; it must succeed, and leave nothing else
enable() {
	local what=$1 rc=0
	shift
	run_enable --linux "$tree" --out "$out" --arch um "$@" || rc=$?
	[ ! -s "$work/stderr" ] && [ -z "$(ls -A "$TMPDIR")" ] && [ ! -e "$out/.work" ] || rc=1
	result "$rc" "$what" "$(tail -n 3 "$work/stderr") left: $(ls -A "$TMPDIR" "$out")"
}
said() { grep -qx -- "enable: $1" "$work/stdout"; }
patches() { find "$1" -name '0*.patch' ! -name '0000-*' | sort; }
selected() { awk -v name="$1" '/^config/ { inside = $2 == "UML" } inside && $1 == "select" && $2 == name { n++ } END { exit n != 1 }' "$tree/arch/um/Kconfig"; }
has_bit() { grep -q '^static inline int pte_special(pte_t pte)$' "$tree/arch/um/include/asm/pgtable.h"; }
convert() { run_convert "$work/project" --linux "$tree" --out "$out" "$@" > "$work/log" 2>&1 || { cat "$work/log"; return 1; }; }

# On top of a series for one architecture, which leaves the others on the tree's walker.
new_tree "$tree"
check "a series to stand on" convert --arch arm64
before=$(every_byte "$tree")
enable "on top of a series"
check "the tree is only read" test "$(every_byte "$tree")" = "$before"
check "a patch for each part" test "$(patches "$out/enable/um" | wc -l)" = 2
check "it says on what they stand" said "they go on top of those in $out/series"
check "each is signed off" test "$(grep -l '^Signed-off-by: Test of Convert <test@example.org>$' "$out"/enable/um/*.patch | wc -l)" = 2
check "each goes to whom the tree names" test "$(grep -l '^Cc: .*linux-um@' "$out"/enable/um/*.patch | wc -l)" = 2
cp -a "$out/enable" "$work/first"
enable "the same again"
check "gives the same bytes" diff -r "$work/first" "$out/enable"
# shellcheck disable=SC2046 # names without spaces
check "git am of both" git -C "$tree" am -q $(patches "$out/series") $(patches "$out/enable/um")
check "um has the bit" has_bit
for symbol in ARCH_HAS_PTE_SPECIAL HAVE_GUP_FAST GUP_FAST_PORTABLE; do
	check "config UML selects $symbol" selected $symbol
done
check "um has its ops" cmp "$top/arch-um/gup_ops.h" "$tree/arch/um/include/asm/gup_ops.h"
enable "where all is there"
check "special ptes are skipped" said "um: special ptes: this tree has them already; skipped"
check "fast gup is skipped" said "um: fast gup: this tree has them already; skipped"
check "and nothing is left to do" said "nothing is left to do for um"

# All moved: no symbol of a second walker. What is there is skipped, and it applies itself.
new_tree "$tree"
check "all architectures move" convert --apply
check "convert takes the older patches out" test ! -e "$out/enable"
enable "on a converted tree, applied" --apply
check "um has the bit there" has_bit
check "config UML selects fast gup" selected HAVE_GUP_FAST
check "and no walker, as there is one" test -z "$(git -C "$tree" grep -l GUP_FAST_PORTABLE)"
check "the tree is clean" test -z "$(git -C "$tree" status --porcelain)"
git -C "$tree" revert --no-edit HEAD > /dev/null
enable "with the bit, without fast gup"
check "the bit is skipped" said "um: special ptes: this tree has them already; skipped"
check "fast gup is made" test "$(patches "$out/enable/um" | wc -l)" = 1
git -C "$tree" reset -q --hard HEAD~3
rm -rf "$work/converted"
cp -a "$tree" "$work/converted"

# refused WHAT PATTERN ARGUMENT...: one sentence, and nothing has changed
refused() {
	local what=$1 pattern=$2 status=0 wrong='' rc=0 before
	shift 2
	before=$(every_byte "$tree")
	run_enable --linux "$tree" --out "$out" "$@" || status=$?
	[ $status = 1 ] || wrong="exit status $status, expected 1; "
	[ "$(grep -c '^enable: ' "$work/stderr")" = 1 ] || wrong="${wrong}not one sentence; "
	grep -Eq "^enable: .*$pattern" "$work/stderr" || wrong="${wrong}no sentence with '$pattern'; "
	[ "$(every_byte "$tree")" = "$before" ] || wrong="${wrong}the tree has changed; "
	[ ! -e "$out/enable" ] && [ ! -e "$out/.work" ] || wrong="${wrong}something is left in OUT; "
	[ -z "$wrong" ] || rc=1
	result "$rc" "refused: $what" "$wrong$(printf '\n'; head -n 4 "$work/stderr")"
	rm -rf "$out/enable"
}
# damaged WHAT FILE SED PATTERN: on the converted tree, with FILE changed by SED
damaged() {
	rm -rf "$tree"
	cp -a "$work/converted" "$tree"
	sed -i "$3" "$tree/$2"
	! cmp -s "$tree/$2" "$work/converted/$2" || { result 1 "refused: $1" "sed changed nothing"; return; }
	refused "$1" "$4" --arch um
}
rm -rf "$out"
header=arch/um/include/asm/pgtable.h
cp "$top/coccinelle/convert/parsed.sh" "$work/project/coccinelle/convert/"
refused "no architecture" 'no architecture given; type: make enable ARCH=.*um'
refused "one that is not known" 'ARCH=vax: what it lacks is not known here; known are: .*um' --arch vax
damaged "the bit is taken" $header 's/^#define _PAGE_DIRTY.*/&\n#define _PAGE_FOO 0x200/' "$header: '#define _PAGE_FOO 0x200' has what 'special ptes' would take; choose"
damaged "half of it is there" arch/um/Kconfig 's/^.select HAVE_UID16$/&\n\tselect ARCH_HAS_PTE_SPECIAL/' "arch/um/Kconfig: has a part of what 'special ptes' would bring, and $header lacks"
damaged "more than one CPU" arch/um/Kconfig 's/^\trange 1 1$/\trange 1 8/' "arch/um/Kconfig: is not known here: it lacks .* on which 'fast gup' rests"
damaged "a function that Coccinelle cannot parse" $header '/pte_mkyoung(pte_t pte)$/,/^}/s/return(pte);/return (pte) + ;/' "$header: the lines above were not parsed in full"
damaged "another form of a constant" $header 's/^#define _PAGE_CHG_MASK.*/#define _PAGE_CHG_MASK _HPAGE_CHG_MASK/' "$header: "
rm -rf "$tree"
cp -a "$work/converted" "$tree"
sed -i 's/^.select HAVE_UID16$/&\n\tselect HAVE_GUP_FAST/' "$tree/arch/um/Kconfig"
enable "a walker of its own"
check "it has fast gup already" said "um: has fast gup already in this tree, on a walker that is not from here; nothing to do"
rm -rf "$tree"
cp -a "$work/converted" "$tree"
echo >> "$tree/$header"
refused "--apply on a changed tree" 'APPLY=1: .* has uncommitted changes; commit or stash' --arch um --apply
new_tree "$tree"
refused "a tree that is not converted" 'mm/gup_fast.c is missing.* no series for it; type: make convert first' --arch um
convert --arch arm64
refused "--apply before the series is applied" 'mm/gup_fast.c is missing: apply the series before; type: make convert APPLY=1' --arch um --apply
sed -i '/GUP_TEST/d' "$tree/mm/Makefile"
refused "a series for another tree" '0002-.* is not for LINUX=.*; type: make convert' --arch um
finish
