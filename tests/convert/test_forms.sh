#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Is a function known again by the hashes of account/forms.py whatever its variables are
# called, and is it another one as soon as it does something else?
#
# usage: test_forms.sh	TAP on stdout, a second
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=forms
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/walker.c" << 'EOF'
static int gup_fast_some(pmd_t *pmdp, unsigned long addr, unsigned long end, int *nr)
{
	pmd_t pmd, other;
	int left, all = 0;

	do {
		pmd = pmdp_get_lockless(pmdp);
		other = pmd;
		if (unlikely(!pmd_present(pmd)))
			goto out;
		if (pmd_leaf(pmd) && pmd_val(pmd) != pmd_val(other)) {
			left = some(addr, end);
			all += left;
		} else {
			(*nr)++;
		}
	} while (pmdp++, addr += PMD_SIZE, addr != end);
out:
	return all;
}
EOF

# shown FILE: a line a statement: its hash and effects
shown() {
	PYTHONPATH=$top/coccinelle/convert/account python3 -B -c '
import sys
from forms import Form
from source import Source
source = Source("walker.c", open(sys.argv[1]).read())
f, = source.walker()
form = Form(source, f, source.statements(f))
for item, hashed in zip(form.items, form.hashes):
    print(hashed, " ".join(form.effects[item]))
' "$1"
}

# changed NAME SUBSTITUTION same|other
changed() {
	local rc=0
	perl -0pe "$2" "$work/walker.c" > "$work/changed.c"
	shown "$work/changed.c" > "$work/changed" 2> "$work/err" || rc=1
	cmp -s "$work/walker.c" "$work/changed.c" && rc=1
	case $3 in
	same) cmp -s "$work/right" "$work/changed" || rc=1 ;;
	other) ! cmp -s <(cut -d ' ' -f 1 "$work/right") <(cut -d ' ' -f 1 "$work/changed") || rc=1 ;;
	esac
	result "$rc" "$1" "$(diff "$work/right" "$work/changed" | head -n 4; cat "$work/err")"
}

changes() {
	cat << 'EOF'
a parameter has another name	s/\baddr\b/va/g	same
a variable has another name	s/\bleft\b/more/g	same
a label has another name	s/\bout\b/done/g	same
a variable is wider	s/int left, all/unsigned long left, all/	same
comments and white space	s/\(int left\)/\1/; s/\treturn all/\t\/* all *\/\n  return   all/	same
without a hint	s/unlikely\((!pmd_present\(pmd\))\)/$1/	same
without the braces	s/\} else \{\n(\t+\(\*nr\)\+\+;)\n\t+\}/} else\n$1/	same
a parameter that is cut	s/unsigned long addr/unsigned int addr/	other
a condition turned round	s/!pmd_present/pmd_present/	other
equal for unequal	s/\) != pmd_val/) == pmd_val/	other
one of two for both	s/ && / || /	other
two parameters swapped	s/some\(addr, end\)/some(end, addr)/	other
two variables of one type swapped	s/pmd_val\(pmd\) != pmd_val\(other\)/pmd_val(other) != pmd_val(pmd)/	other
one copy looked at twice	s/pmd_val\(other\)/pmd_val(pmd)/	other
another function called	s/pmd_present/pmd_none/	other
another member of a family	s/PMD_SIZE/PUD_SIZE/	other
no else	s/\} else \{\n(\t+\(\*nr\)\+\+;)\n\t+\}/}\n$1/	other
out of the block	s/(\t+all \+= left;\n)(\t+\} else \{\n.*\n.*\n)/$2$1/	other
two statements swapped	s/(\t+left = .*\n)(\t+all .*\n)/$2$1/	other
a statement less	s/\t+other = pmd;\n//	other
a statement more	s/(\t+other = pmd;\n)/$1$1/	other
what is returned	s/return all/return left/	other
the loop's end	s/addr != end\)/addr < end)/	other
a member instead of a variable	s/all \+= left/all += pmdp->left/	other
EOF
}

# unplaced: each effect of forms.tsv, in a function of effects.tsv, that goes nowhere
unplaced() {
	PYTHONPATH=$top/coccinelle/convert/account python3 -B -c '
from forms import Forms
forms = Forms()
for name, variants in forms.variants.items():
    for does in [e for v in variants for e in v.effects]:
        for effect in does.split():
            if effect != "-" and name in forms.table.functions and not forms.table.destination([name], effect):
                print(name, effect)
'
}

plan $(($(changes | wc -l) + 2))
lost=$(unplaced 2>&1)
[ -z "$lost" ] && rc=0 || rc=1
result "$rc" "what known functions call and ask has a destination" "$lost"
shown "$work/walker.c" > "$work/right"
printf '%s\n' '' '' '' '' PMD_SIZE 'pmdp_get_lockless()' '' 'pmd_present()' '' 'pmd_leaf() pmd_val()' 'some()' '' '' '' '' > "$work/want"
cut -d ' ' -f 2- "$work/right" > "$work/effects"
cmp -s "$work/want" "$work/effects" && rc=0 || rc=1
result "$rc" "what each statement calls and asks" "$(diff "$work/want" "$work/effects")"
while IFS=$'\t' read -r what change is; do
	changed "$what" "$change" "$is"
done < <(changes)
finish
