#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Do the pages name only what exists: verbs and variables of make, tests, layouts, rules,
# files, functions of ours? Is each command that a page shows run by a test, marked "long",
# or quick, and then does it run? Does scripts/words.sh find what it is for?
#
# usage: test_pages.sh	TAP on stdout, seconds
#
# A command is a line of a code block that begins with make, or with a script of ours, and may
# have "$ " before it. "# long" in it, or "# quick", is the mark. foo is anybody's
# architecture, and names in capitals are to be filled in.
set -u
top=$(readlink -f "$(dirname "$0")/../..") area=pages work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$top" || exit 1
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"
unset MAKEFLAGS MAKELEVEL LAYOUT SEED ALL T
pages="README.md CONTRIBUTING.md docs/*.md tests/README coccinelle/README docs/upstream/README
	coccinelle/check/README coccinelle/enable/README core/kernels/README tests/equal/README"

# Which test runs what a verb runs; of the others a command must be marked.
ran_by="convert tests/convert/test_convert.sh convert.sh
enable tests/enable/test_enable.sh enable.sh
check tests/check/test_check.sh check.sh
deps .ci/run make.deps
test .ci/run make.test
lint .ci/run make.lint
help tests/harness/test_pages.sh scripts/help.sh"

verbs=$(sed -n '/^\.PHONY:/,/[^\\]$/{s/^\.PHONY://; s/\\$//; p}' Makefile | xargs)
help=$(scripts/help.sh)
sims=$(tests/sim/run.sh --list)
layouts=$(ls tests/sim/layouts; cat tests/sim/generations/layouts)
known=$(find tests -name 'test_*.sh' -printf '%f\n' | sed 's/\.sh$//'; echo "$sims"
	sed -n 's/^SIM_TEST(\(.*\));/\1/p' tests/sim/*.c
	find tests/bench -maxdepth 1 -name '*.sh' -printf '%f\n' | sed 's/\.sh$//'
	sed -n 's/^# usage:.*run\.sh //p' tests/upstream/run.sh | tr -d '[]' | xargs -n 1
	find tests/mutants -name '*.cocci' -printf '%f\n' | sed 's/\.cocci$//')
all_rows=$({ sh -c '. tests/kernel/arch.sh; echo $ALL_ROWS'; sed 's/^#.*//; s/\t.*//' tests/older/rows; ls tests/equal/rows
	printf '%s\n' arch-* | sed 's/^arch-//'; } | xargs -n 1)

grep -rhoE --include='*.[chs]*' '\bgup_[a-z0-9_]+' core arch-* coccinelle tests/upstream | sort -u > "$work/functions"

# commands FILE: NUMBER<TAB>COMMAND, of each in its code blocks
commands() {
	awk '/^ *```/ { fence = !fence; next }
		fence || /^(    |  [a-z]|\t)/ { line = $0; sub(/^[ \t]*(\$ )?/, "", line)
			if (line ~ /^(make|\.ci\/run|(scripts|tests|coccinelle)\/[^ ]*\.(sh|py))( |\t|$)/) print FNR "\t" line }' "$1"
}
word_of() { [[ $'\n'$2$'\n' == *$'\n'"$1"$'\n'* ]]; }
filled_in() { [[ $1 =~ ^[A-Z_]+$ || $1 == *foo* || $1 == *...* ]]; }

# wrong NUMBER COMMAND: what there is not of it, a line each
wrong() {
	local words word name value
	# Quotes hold names apart by blanks; each counts.
	words=$(sed -E 's/\s#.*//; s/\t.*//; s/(\S)\s\s+[^A-Z].*/\1/; s/[()`,;]/ /g' <<< "$2" | grep -oE '[A-Za-z_]+="[^"]*"|[^[:space:]]+')
	[[ $words == make* ]] || { word=${words%%[ $'\n']*}; [ -f "$word" ] || echo "$1: no script $word"; return; }
	while read -r word; do
		case $word in
		make | ... | \$*) ;;
		[A-Z]*=*)
			name=${word%%=*}
			grep -qE "(^| )$name=" <<< "$help" || echo "$1: $name= is no variable of make help"
			for value in $(tr -d '"' <<< "${word#*=}"); do
				filled_in "$value" || case $name in
				T) word_of "$value" "$known" || echo "$1: no test or part $value" ;;
				LAYOUT) word_of "$value" "$layouts" || echo "$1: no layout $value" ;;
				RULE) [ -f "coccinelle/check/$value.cocci" ] || echo "$1: no rule $value" ;;
				ARCH) word_of "$value" "$all_rows" || echo "$1: no architecture or row $value" ;;
				FILE) [[ $2 != *mutants* ]] || [ -f "$value" ] || echo "$1: no file $value" ;;
				esac
			done ;;
		build/linux-*) ;;
		[a-z]*) [[ " $verbs " == *" $word "* ]] || echo "$1: no verb $word" ;;
		esac
	done <<< "$words"
}

# unmarked NUMBER COMMAND: neither run by a test, nor marked
unmarked() {
	local verb test words script
	[[ $2 =~ \#.*(long|quick) ]] && return
	[[ $2 == make* ]] || { echo "$1: $2: mark it as long or quick"; return; }
	words=$(sed 's/#.*//; s/[A-Za-z_]*="[^"]*"//g' <<< "$2")
	for verb in $words; do
		[[ " $verbs " == *" $verb "* ]] || continue
		read -r _ test script < <(grep "^$verb " <<< "$ran_by")
		{ [ -n "${test-}" ] && grep -q "$script" "$test"; } || echo "$1: no test runs make $verb: mark it as long or quick"
		test=''
	done
}

# absent FILE: links, paths, functions of ours that are not there
absent() {
	local name path
	grep -oE '\]\([^)#: ]+' "$1" | sed 's/^](//' | while read -r path; do
		[ -e "$(dirname "$1")/$path" ] || echo "no $path, to which a link leads"
	done
	sed 's/`//g' "$1" | grep -oE '(^|[ (|])(core|coccinelle|tests|scripts|docs|arch-[a-z0-9]+|\.ci)/[][A-Za-z0-9_.*?/<>-]*' | sed 's/^[ (|]//; s/[.]*$//' | sort -u |
		grep -vE 'foo|<|[A-Z]{3,}([^A-Z/]|$)' | grep -vxE '[a-z/]*tests/README|' | cat - <(grep -oE 'tests/README' "$1") | while read -r path; do
		compgen -G "$path" > /dev/null || compgen -G "$path*" > /dev/null || echo "no $path"
	done
	comm -23 <(grep -oE '\bgup_[a-z0-9_]+\(\)' "$1" | sort -u) <(sed 's/$/()/' "$work/functions") | sed 's/^/no function /'
}

for page in $pages; do
	said=$(commands "$page" | while IFS=$'\t' read -r number command; do wrong "$number" "$command"; done
		grep -noE '`make [^`]*`' "$page" | while IFS=: read -r number command; do wrong "$number" "${command//\`/}"; done)
	result "$([ -z "$said" ]; echo $?)" "$page: its commands exist" "$said"
	said=$(absent "$page")
	result "$([ -z "$said" ]; echo $?)" "$page: its links, files and functions exist" "$said"
done
for page in README.md CONTRIBUTING.md docs/*.md tests/README coccinelle/README; do
	said=$(commands "$page" | while IFS=$'\t' read -r number command; do unmarked "$number" "$command"; done)
	result "$([ -z "$said" ]; echo $?)" "$page: each command is run by a test, or marked" "$said"
	said=$(commands "$page" | grep '#.*quick' | while IFS=$'\t' read -r number command; do
		timeout 60 bash -c "${command%%#*}" > "$work/log" 2>&1 < /dev/null || { echo "$number: status $?: $(tail -n 1 "$work/log")"; }
	done)
	result "$([ -z "$said" ]; echo $?)" "$page: its quick commands run" "$said"
done
for name in $(grep -oE '^    [A-Z_]+=|^    [A-Z]+= [A-Z]+=' <<< "$help" | tr -d =); do
	grep -qE "\\b$name\\b" Makefile || [ "$name" = SPATCH ] || [ "$name" = BOOT_LIST ] || echo "$name"
done > "$work/unused"
sed -n 's/^\([A-Z][A-Z]*\) :=.*/\1/p' Makefile | grep -vx Q | while read -r name; do
	grep -qE "(^| )$name=" <<< "$help" || echo "$name, which Makefile has"
done >> "$work/unused"
result "$([ ! -s "$work/unused" ]; echo $?)" "make help has each variable, and no other" "$(cat "$work/unused")"
for verb in $verbs; do [ "$verb" = help ] || grep -qE "^    make $verb\b" <<< "$help" || echo "$verb"; done > "$work/unhelped"
result "$([ ! -s "$work/unhelped" ]; echo $?)" "each verb is in make help" "$(cat "$work/unhelped")"
result "$([ "$(wc -l < README.md)" -le 130 ]; echo $?)" "README has at most 130 lines" "$(wc -l < README.md)"
for name in $(find tests -name 'test_*.sh' -printf '%f\n'; cd tests/sim && ls test_*.c race_*.c); do
	grep -qE "\\b${name%.*}\\b" tests/README || echo "$name"
done > "$work/unlisted"
result "$([ ! -s "$work/unlisted" ]; echo $?)" "tests/README has each test" "$(cat "$work/unlisted")"

# What a page counts or lists of our folders.
of_arch() { printf '%s\n' tests/sim/layouts/"$1"-* | grep -vc '\.rows$'; }
said=$(n=$(printf '%s\n' tests/sim/layouts/* | grep -vcE '\.rows$|README$')
	grep -q "page tables of $n configurations" README.md || echo "README: there are $n layouts"
	for port in arch-*; do
		arch=${port#arch-}
		grep -qE "^\| $arch \|[^|]*\| $(of_arch "$arch") \|" docs/kernels.md || echo "docs/kernels.md: $arch has $(of_arch "$arch") layouts"
	done
	grep -l gup-kernel-of: core/kernels/*.h | while read -r header; do
		grep -q "| ${header##*/} |" docs/kernels.md || echo "docs/kernels.md: no row for ${header##*/}"
	done)
result "$([ -z "$said" ]; echo $?)" "layouts, ports and generations are counted right" "$said"

# The words: each pattern has a plain form, a habit is found in its line, and code is not read.
printf 'Bugs are reported.\n\n    what is wrong\n\n`what is known`\n' > "$work/plain.md"
printf 'One.\n\nTwo and\nwhat is wrong.\n' > "$work/habit.md"
printf 'int what_is;\n/* fine */\n\n/* Taken by\n * then. */\n' > "$work/habit.c"
said=$(scripts/words.sh "$work/plain.md" 2>&1)
result "$([ -z "$said" ]; echo $?)" "plain words pass" "$said"
said=$(scripts/words.sh "$work/habit.md" "$work/habit.c" 2>&1)
result "$([ "$(grep -cE 'habit.md:4: .what is wrong|habit.c:4: .by then' <<< "$said")" = 2 ]; echo $?)" "a habit is found, with its line" "$said"
finish
