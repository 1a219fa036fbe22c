#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does convert.sh move an older tree too, whose walker and services have other
# names: by what it has, not by its version? And does it know what it cannot move?
#
# usage: test_convert_older.sh	TAP on stdout, about two minutes
#
# The tree is Debian's linux-source-6.1, of which a small copy is worked on.
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=older
# shellcheck source=tests/convert/tap.sh
. "$here/tap.sh"
need_older
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
neutral_git
export TMPDIR=$work/tmp LC_ALL=C
mkdir "$TMPDIR"
small_tree "$work/small"
# By its version, it is the newest of all.
sed -i 's/^VERSION = .*/VERSION = 99/' "$work/small/Makefile"
git -C "$work/small" commit -q -a -m "another version"
tree=$work/tree out=$work/out
whole_project "$work/project"
ports=$(cd "$work/small" && sed -n 's,^arch/\([^/]*\)/Kconfig$,\1,p' <(grep -l '^	select HAVE_FAST_GUP\>' arch/*/Kconfig) | xargs)
plan $((39 + $(grep -vc '^#' "$here/account/older.tsv")))

convert() { # WHAT PROJECT TREE OUT ARGUMENT...
	local what=$1 project=$2 linux=$3 out=$4 rc=0
	shift 4
	run_convert "$project" --linux "$linux" --out "$out" "$@" > "$work/stdout" 2> "$work/stderr" || rc=$?
	[ ! -s "$work/stderr" ] && [ -z "$(ls -A "$TMPDIR")" ] || rc=1
	result "$rc" "$what" "$(tail -n 3 "$work/stderr") left: $(ls -A "$TMPDIR")"
}
patches() { find "$1/series" -name '0*.patch' ! -name '0000-*' | sort; }
defines() { grep -Eq "^(static )?(inline )?[a-z_ ]+[ *]$2\(" "$tree/$1"; }

new_tree "$tree"
convert "the whole tree" "$work/project" "$tree" "$out" --apply
check "architectures are those of the tree" test "$ports" = "arm arm64 loongarch mips powerpc s390 sh x86"
check "a patch for the seam, the walker, each port, and the old walker" test "$(patches "$out" | wc -l)" = 11
check "the tree is as the series makes it" test -z "$(git -C "$tree" status --porcelain)"
check "the walker is the same" cmp "$top/core/gup_fast.c" "$tree/mm/gup_fast.c"
check "its kernel is the older one" cmp "$top/core/kernels/page_services.h" "$tree/mm/gup_kernel.h"
for part in folio_pins folio_call folio_policy folio_references; do
	cmp -s "$top/core/kernels/$part.h" "$tree/mm/$part.h" && grep -qx "F:	mm/$part.h" "$tree/MAINTAINERS" || echo "$part"
done > "$work/parts"
check "which includes what both share, and MAINTAINERS knows each" cmp "$work/parts" /dev/null
check "MAINTAINERS knows it" grep -qx 'F:	mm/gup_kernel.h' "$tree/MAINTAINERS"
# shellcheck disable=SC2016 # make's
check "mm/Makefile builds it by the tree's symbol" grep -qxF 'obj-$(CONFIG_HAVE_FAST_GUP) += gup_fast.o' "$tree/mm/Makefile"
check "no newer symbol comes in" test -z "$(git -C "$tree" grep -l HAVE_GUP_FAST)"
check "nothing is left of the switch" test -z "$(git -C "$tree" grep -lw -e GUP_FAST_PORTABLE -e CONFIG_GUP_FAST_PORTABLE)"
check "nor of the old walker" test -z "$(git -C "$tree" grep -nE \
	'\<(lockless_pages_from_mm|internal_get_user_pages_fast|gup_(pte|pmd|pud|p4d|pgd)_range|gup_huge_?p[a-z0-9]+|__gup_device_huge\w*|undo_dev_pagemap|record_subpages|unpin_user_pages_lockless)\(' \
	-- mm)"
for name in try_grab_folio try_get_folio try_grab_page __gup_longterm_unlocked; do
	check "$name() stays, which others call" defines mm/gup.c "$name"
done
for name in get_user_pages_fast get_user_pages_fast_only pin_user_pages_fast pin_user_pages_fast_only; do
	check "$name() stays" defines mm/gup.c "$name"
done
check "what its slow path offers is declared" test "$(grep -cE '^(int|void) (gup_fast_pages|__gup_longterm_unlocked|gup_put_folio|sanity_check_pinned_pages)\(' "$tree/mm/internal.h")" = 4
check "a range that wraps is none, as it was" awk '
	/^static int gup_fast_pages\(/ { inside = 1 }
	inside && /check_add_overflow/ { getline; if ($0 !~ /return 0;/) exit 1; n++ }
	END { exit n != 1 }' "$tree/mm/gup.c"
check "the account has every function" test "$(cut -f 2 "$out/accounts.tsv" | grep -cxE 'gup_(pte|pmd|pud|p4d|pgd)_range|gup_huge_?p[a-z]+|gup_hugepte|hugepte_addr_end|lockless_pages_from_mm|internal_get_user_pages_fast' | xargs)" -gt 150
check "each of which went" test "$(gone "$tree" | wc -l)" -gt 15
check "and nothing else" diff <(accounted "$out/accounts.tsv" internal_get_user_pages_fast) <(gone "$tree")
check "and nothing twice" test -z "$(cut -f 1,3 "$out/accounts.tsv" | sort | uniq -d)"
check "no hook is left" test -z "$(git -C "$tree" grep -l gup_fast_permitted)"
check "comments that named it name the new one" grep -q 'walks and gup_fast_pages()' "$tree/mm/khugepaged.c"
whole=$(git -C "$tree" rev-parse 'HEAD^{tree}')

# In two runs, with the account known beforehand.
cp -a "$work/project" "$work/quick"
quick "$work/quick"
new_tree "$tree"
convert "two architectures of it" "$work/quick" "$tree" "$out" --arch "arm64 x86" --apply
check "the old walker stays" grep -q '^static unsigned long lockless_pages_from_mm(' "$tree/mm/gup.c"
check "the cover letter says for whom" grep -qx \
	'Left on the walker in mm/gup.c, which therefore stays: arm, loongarch, mips, powerpc, s390, sh.' "$out"/series/0000-*
convert "then the others" "$work/project" "$tree" "$out" --apply
check "come to the same" test "$(git -C "$tree" rev-parse 'HEAD^{tree}')" = "$whole"

# refused WHAT PATTERN NAMED FILE CHANGE: after this substitution, in one sentence
refused() {
	local rc=0 before
	new_tree "$tree"
	perl -0pi -e "$5" "$tree/$4"
	before=$(every_byte "$tree")
	! cmp -s "$tree/$4" "$work/small/$4" || rc=1
	run_convert "$project" --linux "$tree" --out "$work/none" --arch arm64 > "$work/stdout" 2> "$work/stderr" && rc=1
	[ "$(grep -c '^convert: ' "$work/stderr")" = 1 ] && grep -Eq "^convert: .*$2" "$work/stderr" || rc=1
	[ -z "$3" ] || grep -Eq "^mm/gup.c:[0-9]+: $3" "$work/stderr" || rc=1
	[ "$(every_byte "$tree")" = "$before" ] && [ ! -e "$work/none" ] || rc=1
	result "$rc" "refused: $1" "$(head -n 5 "$work/stderr")"
}
project=$work/quick
refused "a service that is missing" 'nearest is page_services.h, and of its [0-9]+ needs 1 unmet, as said above' '' \
	include/linux/mm.h 's/\bis_zero_page\b/is_null_page/g'
refused "neither symbol" 'mm/Kconfig: has neither HAVE_GUP_FAST nor HAVE_FAST_GUP' '' mm/Kconfig 's/^config HAVE_FAST_GUP$/config HAVE_QUICK_GUP/m'
refused "a function amid the walker that others call" 'vendor_look..: is not the walker.s, but stands in its guards' '' \
	mm/gup.c 's/^static int gup_pmd_range/int vendor_look(void)\n{\n\treturn 7;\n}\n\nstatic int gup_pmd_range/m'
project=$work/project
# shellcheck disable=SC2016 # perl's
refused "no look back in a huge leaf" 'no rule knows the statements above' 'gup_huge_pmd: has nothing that goes to "op gup_pmd_same' \
	mm/gup.c 's/(static int gup_huge_pmd.*?)\tif \(unlikely\(pmd_val\(orig\) != pmd_val\(\*pmdp\)\)\) \{.*?\n\t\}\n\n/$1/s'

# Changes to the walker: all in one run, each a file of its own, with the walker alone,
# and the functions that it calls from further up.
tab=$(printf '\t')
changes() { grep -v '^#' "$here/account/older.tsv"; }
mkdir -p "$work/changed/mm"
awk '/^static void unpin_user_pages_lockless\(|^(static inline )?struct folio \*try_(get|grab)_folio\(/ { part = 1 } part { print } /^}/ { part = 0 }
	/^ \* Fast GUP$/ { on = 1 } /^ \* get_user_pages_fast_only\(\) - / { exit } on { print last } { last = $0 }' \
	"$work/small/mm/gup.c" > "$work/changed/mm/gup.c"
i=0 files=()
while IFS=$tab read -r _ change _ _; do
	i=$((i + 1))
	files+=("change$i.c")
	perl -0pe "$change" "$work/changed/mm/gup.c" > "$work/changed/change$i.c"
done < <(changes)
bash "$top/coccinelle/convert/account.sh" "$work/changed" "${files[@]}" > "$work/stdout" 2> "$work/stderr" && rc=1 || rc=$?
check "changes to the walker stop it" test "$rc" = 1
check "the walker as it is does not" test -z "$(grep '^mm/gup.c:' "$work/stderr")"
i=0
while IFS=$tab read -r what _ function refusal; do
	i=$((i + 1)) rc=0
	! cmp -s "$work/changed/change$i.c" "$work/changed/mm/gup.c" || rc=1
	# By a rule's form, or by what forms.tsv has.
	grep -q "^change$i.c:[0-9]*: $function: .*$refusal" <(sed 's/no form of [a-z0-9_]*() that is known has/no rule knows/' "$work/stderr") || rc=1
	result "$rc" "refused: $what" "got: $(grep "^change$i.c:" "$work/stderr" || echo nothing)"
done < <(changes)
finish
