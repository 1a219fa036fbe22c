#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does coccinelle/convert/account.sh know what it should, and refuse the rest?
#
# usage: test_account.sh		TAP on stdout, about a minute
#
#   LINUX=path  also ask about a real tree (6.12), and about changes to it
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
convert=$top/coccinelle/convert
cases=$here/account
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tab=$(printf '\t')

number=0 failed=0
# result STATUS WHAT [DETAILS]
result() {
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		echo "ok $number - account: $2"
	else
		echo "not ok $number - account: $2"
		[ -z "${3:-}" ] || printf '%s\n' "$3" | sed 's/^/#   /'
		failed=$((failed + 1))
	fi
}
skip() { number=$((number + 1)); echo "ok $number - account: $1 # SKIP $2"; }

# account NAME CONVERT TREE FILE...: run it; leaves NAME.out, NAME.err, status
account() {
	local name=$1 from=$2
	shift 2
	status=0
	bash "$from/account.sh" "$@" > "$work/$name.out" 2> "$work/$name.err" || status=$?
}

# is NAME WHAT STATUS: the last run ended so
is() {
	[ "$status" = "$3" ] && rc=0 || rc=1
	result "$rc" "$2" "expected exit status $3, got $status; $(head -n 3 "$work/$1.err")"
}

# refused NAME FILE LINE REFUSAL: it named that line of that file, and why
refused() {
	grep -E "^$2:[0-9]+: [^:]+: .*$4" "$work/$1.err" | grep -qF -- "$3"
}

lookalikes() { grep -v '^#' "$cases/lookalikes.tsv"; }
known=$(cd "$cases" && printf '%s\n' *.c)
semantic=$(cd "$convert/account" && printf '%s\n' *.cocci)
# Changes to a real walker: after which line of it what is put in, and what is named.
inserted() {
	cat << 'EOF'
a call before the reference	folio = try_grab_folio_fast(page, 1, flags);	vendor_count(page);	vendor_count(page)
a local with a value	int refs;	int mark = vendor_mark(orig);	int mark = vendor_mark(orig)
a branch inside of an if	gup_fast_undo_dev_pagemap(nr, nr_start, flags, pages);	if (*nr == 7) vendor_seven(pages);	vendor_seven(pages)
a return between fork and walk	local_irq_save(flags);	if (vendor_busy()) return 0;	vendor_busy()
a branch for the preprocessor	next = pmd_addr_end(addr, end);	#ifdef CONFIG_VENDOR	#ifdef CONFIG_VENDOR
EOF
}
plan=$((3 * $(echo "$known" | wc -l) + 2 + $(lookalikes | wc -l) + 2 * $(echo "$semantic" | wc -l) + 1 + 5 + 5 + 5 + $(inserted | wc -l) + 4))
echo "TAP version 13"
echo "1..$plan"

# The rules themselves.
for file in $semantic; do
	lines=$(wc -l < "$convert/account/$file")
	[ "$lines" -le 150 ] && rc=0 || rc=1
	result "$rc" "$file has at most 150 lines" "it has $lines"
	missing=''
	for head in '^/// ' '^// Confidence: ' '^// Options: ' '^// Requires: ' '^// Limits: '; do
		head -n 12 "$convert/account/$file" | grep -q "$head" || missing="$missing '$head'"
	done
	[ -z "$missing" ] && rc=0 || rc=1
	result "$rc" "$file has a head" "without$missing"
done
# "op x" in the contract, "core x" in the walker, "kernel x" in its services.
gone=$(sed -n 's,^.*//=[!*+]* ,,p' "$convert"/account/*.cocci | cat - "$convert/account/directives.tsv" "$convert/account/effects.tsv" |
	grep -oE '\b(op|core|kernel) (gup|GUP)_[A-Za-z0-9_]+|, gup_[a-z0-9_]+' | sed 's/^, /op /' | sort -u |
	while read -r kind name; do
		case $kind in
		op) where=$top/core/gup_ops.h ;;
		core) where="$top/core/gup_fast.c $top/core/gup_entry.h $top/core/gup_descend.h" ;;
		kernel) where=$(printf '%s ' "$top"/core/kernels/*.h) ;;
		esac
		# shellcheck disable=SC2086
		grep -qE "(define|[a-z_]+ [*]*)[[:space:]]*\b$name\b" $where || echo "$kind $name"
	done)
[ -z "$gone" ] && rc=0 || rc=1
result "$rc" "each destination is in core/" "$gone"

# Known forms, and the parse gate, on files of our own.
mkdir -p "$work/known/mm" "$work/cases/mm"
cp "$cases"/*.c "$work/known/"
cp "$cases/ptes.c" "$work/known/mm/gup.c"
# shellcheck disable=SC2086
account known "$convert" "$work/known" $known
is known "the known forms" 0
for file in $known; do
	grep -n '//= ' "$cases/$file" | sed "s,^\([0-9]*\):.*//= ,$file:\1$tab," > "$work/want"
	missing=$(cut -f 1,4 "$work/known.out" | grep -vxF -f - "$work/want" || true)
	[ -s "$work/want" ] && [ -z "$missing" ] && rc=0 || rc=1
	result "$rc" "destinations in $file" "$missing"
	twice=$(cut -f 1,3 "$work/known.out" | grep "^$file:" | sort | uniq -d)
	[ -z "$twice" ] && rc=0 || rc=1
	result "$rc" "nothing twice in $file" "$twice"
	rc=0
	bash "$convert/parsed.sh" "$work/known" "$file" 2> "$work/log" || rc=1
	result "$rc" "$file is parsed in full" "$(cat "$work/log")"
done

# Look-alikes: all in one run, each a file of its own.
cp "$cases/ptes.c" "$work/cases/mm/gup.c"
i=0 files=''
while IFS=$tab read -r file _ change _ _; do
	i=$((i + 1))
	files="$files case$i.c"
	perl -0pe "$change" "$cases/$file.c" > "$work/cases/case$i.c"
done < <(lookalikes)
# shellcheck disable=SC2086
account lookalikes "$convert" "$work/cases" $files
is lookalikes "look-alikes stop it" 1
i=0
while IFS=$tab read -r file what _ line refusal; do
	i=$((i + 1)) rc=1
	if cmp -s "$cases/$file.c" "$work/cases/case$i.c"; then
		details="the substitution changes nothing"
	else
		details="expected \"$refusal\" for \"$line\", got: $(grep "^case$i.c:" "$work/lookalikes.err" || echo nothing)"
		! refused lookalikes "case$i.c" "$line" "$refusal" || rc=0
	fi
	result "$rc" "refused: $file, $what" "$details"
done < <(lookalikes)

# The harness can fail: a rule that is broken, a rule too many.
cp -r "$convert" "$work/convert"
sed -i 's/pmd_special(entry)/pmd_odd(entry)/' "$work/convert/account/leaf.cocci"
account broken "$work/convert" "$work/known" leaves.c
is broken "a broken rule is seen" 1
refused broken leaves.c 'if (pmd_special(copy))' 'no rule knows' && rc=0 || rc=1
result "$rc" "a broken rule's statement is named" "$(cat "$work/broken.err")"
cp "$convert/account/leaf.cocci" "$work/convert/account/"
cat > "$work/convert/account/zzz.cocci" << 'EOF'
//: gup_fast_pmd_leaf
@again@
identifier pmd_leaf.entry;
@@
 if (pmd_special(entry)) //= dropped: a second opinion
 	return 0;
EOF
account twice "$work/convert" "$work/known" leaves.c
is twice "two destinations are our own mistake" 2
# A tree whose public function walks by itself: only a hook has a name that is known.
mkdir -p "$work/none/mm"
printf 'static bool gup_fast_permitted(unsigned long start, unsigned long end)\n{\n\treturn true;\n}\n' > "$work/none/mm/gup.c"
account none "$convert" "$work/none"
is none "a tree without a walker that is known" 1
grep -q 'mm/gup.c: has no function of a walker that is known here' "$work/none.err" && rc=0 || rc=1
result "$rc" "a tree without a walker: it is named" "$(cat "$work/none.err")"
mkdir "$work/old"
printf '#!/bin/sh\necho "spatch version 1.0.8 compiled with OCaml version 4.05"\n' > "$work/old/spatch"
chmod +x "$work/old/spatch"
status=0
PATH="$work/old:$PATH" bash "$convert/account.sh" "$work/known" > /dev/null 2> "$work/old.err" || status=$?
is old "an old spatch" 2
grep -q coccinelle "$work/old.err" && rc=0 || rc=1
result "$rc" "an old spatch: the package is named" "$(cat "$work/old.err")"

# The parse gate.
mkdir -p "$work/parse/mm"
# gate WHAT STATUS PATTERN SUBSTITUTION
gate() {
	perl -0pe "$4" "$cases/leaves.c" > "$work/parse/mm/gup.c"
	status=0
	bash "$convert/parsed.sh" "$work/parse" mm/gup.c 2> "$work/parse.err" || status=$?
	[ "$status" = "$2" ] && grep -qE "$3" "$work/parse.err" && rc=0 || rc=1
	[ "$2" != 0 ] || { [ "$status" = 0 ] && rc=0 || rc=1; }
	result "$rc" "parsed: $1" "exit status $status, expected $2; $(cat "$work/parse.err")"
}
gate "plain C" 0 '' 's/x/x/'
# shellcheck disable=SC2016 # a perl substitution
gate "a function that is no C" 1 '^mm/gup.c:[0-9]+: gup_fast_pmd_leaf: .*cannot parse' 's/(\tpg = pmd_page)/\tvendor vendor odd( { ;\n$1/'
gate "a macro that had to be guessed away" 1 '^mm/gup.c:[0-9]+: gup_fast_pmd_leaf: .*left out' 's/static int gup_fast_pmd_leaf/static int __vendor gup_fast_pmd_leaf/'
gate "an annotation that macros.h states" 0 '' 's/static int gup_fast_pmd_leaf/static int __must_check gup_fast_pmd_leaf/'
# shellcheck disable=SC2016 # a perl substitution
gate "what is not touched is no concern" 0 '' 's/(static int gup_fast_pmd_leaf)/int other(void)\n{\n\tvendor vendor odd;\n}\n\n$1/'

# A real tree.
if [ -z "${LINUX:-}" ]; then
	while [ $number -lt $plan ]; do
		skip "a real tree" "LINUX is not set; type: LINUX=path/to/linux-6.12 $0"
	done
else
	hooks="arch/mips/include/asm/pgtable.h arch/s390/include/asm/pgtable.h arch/x86/include/asm/pgtable_64.h"
	# shellcheck disable=SC2086
	account real "$convert" "$LINUX" $hooks
	is real "$LINUX: all is accounted for" 0
	twice=$(cut -f 1,3 "$work/real.out" | sort | uniq -d)
	[ -s "$work/real.out" ] && [ -z "$twice" ] && rc=0 || rc=1
	result "$rc" "$LINUX: nothing twice" "$twice"
	# shellcheck disable=SC2086
	bash "$convert/parsed.sh" "$LINUX" mm/gup.c mm/internal.h $hooks 2> "$work/log" && rc=0 || rc=1
	result "$rc" "$LINUX: parsed in full" "$(cat "$work/log")"

	mkdir -p "$work/real/mm"
	cp "$LINUX/mm/gup.c" "$work/real/mm/"
	i=0 files=''
	while IFS=$tab read -r _ after put _; do
		i=$((i + 1))
		files="$files change$i.c"
		AFTER=$after PUT=$put awk '{ print }
			!done && (/^static.* gup_fast_/ || in_walker) { in_walker = 1 }
			in_walker && !done && index($0, ENVIRON["AFTER"]) {
				print ENVIRON["PUT"]; done = 1
				if (ENVIRON["PUT"] ~ /^#if/) print "#endif"
			}' "$LINUX/mm/gup.c" > "$work/real/change$i.c"
	done < <(inserted)
	# The look back of the pmd leaf, put in front of its reference.
	perl -0pe 's/(\tfolio = try_grab_folio_fast\(page, refs, flags\);\n\tif \(!folio\)\n\t\treturn 0;\n\n)(\tif \(unlikely\(pmd_val\(orig\) != pmd_val\(\*pmdp\)\)\) \{\n(?:.*\n){3}\n)/$2$1/' \
		"$LINUX/mm/gup.c" > "$work/real/order.c"
	# The hooks of architectures, turned round.
	sed 's/return end <= current/return end > current/' "$LINUX/arch/s390/include/asm/pgtable.h" > "$work/real/s390.h"
	sed 's/(!cpu_has_dc_aliases)/(cpu_has_dc_aliases)/' "$LINUX/arch/mips/include/asm/pgtable.h" > "$work/real/mips.h"
	# shellcheck disable=SC2086
	account changed "$convert" "$work/real" $files order.c s390.h mips.h
	is changed "$LINUX: changes stop it" 1
	i=0
	while IFS=$tab read -r what _ put line; do
		i=$((i + 1)) rc=1
		at=$(grep -nF -- "$put" "$work/real/change$i.c" | head -n 1 | cut -d : -f 1)
		! refused changed "change$i.c" "$line" '(no rule knows|no form of)' ||
			! grep -q "^change$i.c:$at: " "$work/changed.err" || rc=0
		result "$rc" "$LINUX: $what" "expected line $at, got: $(grep "^change$i.c:" "$work/changed.err" || echo nothing)"
	done < <(inserted)
	refused changed order.c 'folio = try_grab_folio_fast' 'not in its order' && rc=0 || rc=1
	result "$rc" "$LINUX: look back before the reference" "got: $(grep '^order.c:' "$work/changed.err" || echo nothing)"
	for hook in s390.h:asce_limit mips.h:cpu_has_dc_aliases; do
		refused changed "${hook%:*}" "${hook#*:}" 'no rule knows' && rc=0 || rc=1
		result "$rc" "$LINUX: the hook of ${hook%.h:*} turned round" "got: $(grep "^${hook%:*}:" "$work/changed.err" || echo nothing)"
	done
fi
[ $failed = 0 ] && [ $number = "$plan" ]
