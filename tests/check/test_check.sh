#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does check.sh say what it finds as a compiler does, refuse what it cannot check, in one
# sentence with the way out, and always say what was not checked?
#
# usage: test_check.sh	TAP on stdout, about two minutes
#
# On a tree of a few files, which is never to change. The last test runs a rule by the
# coccicheck of a real one, LINUX=tree or build/linux-source-6.12.
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=check
# shellcheck source=tests/convert/tap.sh
. "$top/tests/convert/tap.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
tree=$work/linux out=$work/out project=$top
mkdir -p "$tree"/{mm,arch/x86/mm,arch/sparc/mm}
touch "$tree/Kbuild" "$tree/mm/Makefile"
printf 'VERSION = 6\nPATCHLEVEL = 12\n' > "$tree/Makefile"
for arch in x86 sparc; do printf 'config FOO\n\tdef_bool y\n\tselect HAVE_FAST_GUP\n' > "$tree/arch/$arch/Kconfig"; done
# As a kernel has it; it is not for us.
printf '[spatch]\n\toptions = --use-gitgrep\n\toptions = --no-such-option\n' > "$tree/.cocciconfig"
cases=$here/cases
cp "$cases/slow-path-loses-count/found.c" "$tree/mm/gup.c"
cp "$cases/range-unchecked/found.c" "$tree/arch/sparc/mm/gup.c"
cp "$cases/range-unchecked/fixed.c" "$tree/arch/x86/mm/gup.c"
lost=slow-path-loses-count range=range-unchecked

# run STATUS ARGUMENT...: check the tree; $wrong is what was not as expected
run() {
	local expected=$1 status=0 before
	shift
	wrong=''
	before=$(every_byte "$tree")
	"${as[@]}" bash "$project/coccinelle/check/check.sh" "$@" > "$work/stdout" 2> "$work/stderr" || status=$?
	[ "$status" = "$expected" ] || wrong="exit status $status, expected $expected; "
	[ "$(every_byte "$tree")" = "$before" ] || wrong="${wrong}the tree has changed; "
	[ ! -e "$out/.work" ] || wrong="${wrong}left in OUT: .work; "
}
# these ARGUMENT...: the usual tree, output and two quick rules
these() { local status=$1; shift; run "$status" --linux "$tree" --out "$out" --rule "$lost $range" "$@"; }
# line FILE PATTERN: FILE must have such a line
line() { grep -Eq -e "$2" "$1" || wrong="${wrong}${1##*/} has no '$2'; "; }
none() { ! grep -Eq -e "$2" "$1" || wrong="${wrong}${1##*/} has '$2'; "; }
told() { result "$([ -z "$wrong" ]; echo $?)" "$1" "$wrong$(printf '\n'; tail -n 4 "$work/stdout" "$work/stderr")"; }
# refused WHAT PATTERN ARGUMENT...: exit status 2, and beside progress one sentence
refused() {
	local what=$1 pattern=$2
	shift 2
	run 2 "$@"
	line "$work/stderr" "^check: .*$pattern"
	[ "$(grep -cvE '^check: ([0-9]+ (of|files,)|looking for) |^  ' "$work/stderr")" = 1 ] || wrong="${wrong}not one sentence; "
	[ ! -s "$work/stdout" ] || wrong="${wrong}said on stdout; "
	told "refused: $what"
}
refused_here() { local what=$1 pattern=$2; shift 2; refused "$what" "$pattern" --linux "$tree" --out "$out" "$@"; }

plan 60

# What is found, and how it is said.
these 1
line "$work/stdout" "^mm/gup.c:12:2: error: what get_user_pages_unlocked\(\) returns .*; the caller sees .*; return the pages .* \[$lost\]$"
line "$work/stdout" "^arch/sparc/mm/gup.c:12:2: error: .* \[$range\]$"
line "$work/stdout" "^$lost +[0-9]+ +1 +0$"
line "$work/stdout" "^all +3 +2 +0$"
line "$work/stdout" '^not checked: 0 files, 0 functions; 0 functions perhaps not in full$'
line "$work/stderr" '^check: [0-9]+ of [0-9]+: '
told "findings, as a compiler says them, and a table"
cp "$work/stdout" "$work/first"
[ -e "$out/check.log" ] && [ ! -s "$out/check.log" ] && rc=0 || rc=1
result "$rc" "what was not checked is in the log, which is empty here" "$(ls -A "$out")"
these 1
result "$(cmp -s "$work/first" "$work/stdout"; echo $?)" "the same again" "$(diff "$work/first" "$work/stdout")"
these 1 --arch sparc
line "$work/stdout" '^arch/sparc/mm/gup.c:'
line "$work/stdout" '^mm/gup.c:'
line "$work/stdout" '^all +2 '
told "ARCH= leaves out the files of others"
these 1 --arch x86
none "$work/stdout" '^arch/sparc'
told "ARCH= of another one"
# A vendor's architecture that has a walker of its own.
cp -a "$tree" "$work/vendor"
mkdir -p "$work/vendor/arch/loongarch/mm"
touch "$work/vendor/arch/loongarch/Kconfig"
cp "$cases/$range/fixed.c" "$work/vendor/arch/loongarch/mm/gup.c"
run 0 --linux "$work/vendor" --out "$out" --rule "$lost $range" --arch loongarch
line "$work/stdout" '^all +1 +0 '
told "ARCH= of one that does not use the walker in mm/: nothing is said of that"
these 0 --file arch/x86/mm/gup.c
line "$work/stdout" '^all +1 +0 +0$'
told "FILE=, and nothing is found"
these 1 --file "$tree/mm/gup.c arch/x86/mm/gup.c"
line "$work/stdout" '^all +2 +1 +0$'
told "FILE= of two, one by its whole path"
run 0 --linux "$tree" --out "$out" --rule "$range" --file mm/gup.c
told "RULE= leaves out the others"
mkdir "$work/part"
cp -a "$tree"/{Makefile,Kbuild,mm} "$work/part"
run 1 --linux "$work/part" --out "$out" --rule "$lost"
line "$work/stdout" '^mm/gup.c:12:2: error'
none "$work/stderr" '^[^c]|No such file'
told "a tree without arch/: what there is is checked, without a word"
mkdir "$work/with space"
cp -a "$tree" "$work/with space/linux 6"
run 1 --linux "$work/with space/linux 6" --out "$work/with space/out" --rule "$lost"
line "$work/stdout" '^mm/gup.c:12:2: error'
told "a tree with a space in its name"

# What cannot be checked.
refused "no tree" 'no tree given; type: .*LINUX=' --out "$out"
refused "no output" 'no output folder given; type: .*OUT=' --linux "$tree"
refused "a tree that is not there" 'LINUX=/nonexistent: there is no .*type:' --linux /nonexistent --out "$out"
mkdir "$work/empty"
refused "no kernel tree" 'not a kernel tree.*give' --linux "$work/empty" --out "$out"
refused "a file as the tree" 'is a file, not a folder; unpack it' --linux "$tree/Makefile" --out "$out"
refused_here "an unknown rule" "RULE=lost-and-found: there is no such rule; there are: .*$range.* $lost" --rule "$range lost-and-found"
refused_here "an architecture that is none" 'ARCH=vax: .*it has: sparc x86' --arch "x86 vax"
refused "an architecture of a tree without arch/" 'ARCH=x86: .*no folder arch/; leave ARCH out' --linux "$work/part" --out "$out" --arch x86
refused_here "a file that is not there" 'FILE=mm/nothing.c: there is no such file.*name it' --file mm/nothing.c
refused_here "a file that no rule looks at" 'FILE=mm/Makefile: none of these rules looks at it.*leave FILE out' --file mm/Makefile
refused_here "no file of silence" 'SILENCE=.*/nothing: not there.*leave SILENCE out' --silence "$work/nothing"
refused_here "a file of silence in the tree" 'SILENCE=.*is inside of LINUX=.*beside the tree' --silence "$tree/Makefile"
refused_here "SARIF in no folder" 'SARIF=.*cannot be written.*give a file' --sarif "$work/nothing/x.sarif"
refused_here "a folder as SARIF" 'SARIF=.*cannot be written.*give a file' --sarif "$work"
refused "an output inside of the tree" 'is inside of LINUX=.*give a folder elsewhere' --linux "$tree" --out "$tree/out"
mkdir "$work/mine"
touch "$work/mine/thesis.tex"
refused "an output with something not ours" 'is not empty .*not ours; give another' --linux "$tree" --out "$work/mine"
mkdir "$work/bin" "$work/old"
ln -s /usr/local/bin/* /usr/bin/* /bin/* "$work/bin/" 2> /dev/null || true
as=(env "PATH=$work/bin")
for missing in "spatch coccinelle" "python3 python3"; do
	read -r program package <<< "$missing"
	rm "$work/bin/$program"
	refused_here "without $program" "$program is missing; type: apt-get install $package"
	ln -s "/usr/bin/$program" "$work/bin/$program"
done
printf '#!/bin/sh\necho "spatch version 1.0.8 compiled with OCaml version 4.05"\n' > "$work/old/spatch"
chmod +x "$work/old/spatch"
as=(env "PATH=$work/old:$PATH")
refused_here "an old spatch" 'spatch 1.0.8 is too old, 1.1 is needed; type: apt-get install coccinelle'
as=()
mkdir -p "$work/project/coccinelle"
cp -a "$top/coccinelle/check" "$top/coccinelle/convert" "$work/project/coccinelle/"
project=$work/project
sed '/^\/\/ Why:/d' "$top/coccinelle/check/$lost.cocci" > "$project/coccinelle/check/no-why.cocci"
refused_here "a rule without a reason" "no-why.cocci: has no line '// Why:'.*README" --rule no-why
sed 's/^coccilib.report.*/nothing.at.all(p)/' "$top/coccinelle/check/$lost.cocci" > "$project/coccinelle/check/broken.cocci"
refused_here "a rule that breaks" 'broken: did not run to its end on these.*mm/gup.c' --rule broken
sed 's/^coccilib.report.*/print("hello")/' "$top/coccinelle/check/$lost.cocci" > "$project/coccinelle/check/chatty.cocci"
refused_here "a rule that says something else" 'chatty: said something that is no finding: hello' --rule chatty
sed 's/^\/\/ Requires: .*/\/\/ Requires: 99.1/' "$top/coccinelle/check/$lost.cocci" > "$project/coccinelle/check/future.cocci"
refused_here "a rule that requires more" 'spatch .* is too old, 99.1 is needed' --rule "$lost future"
rm "$project"/coccinelle/check/*.cocci
refused_here "no rules at all" 'there is no rule in .*restore'
project=$top

# What is known is silenced, with its reason.
silence=$tree.check-silence
echo "$lost  mm/gup.c  it was like that when I came" > "$silence"
these 1
none "$work/stdout" '^mm/gup.c:'
line "$work/stdout" "^$lost +[0-9]+ +0 +1$"
told "silenced by the file beside the tree, and counted"
these 0 --file mm/gup.c
told "what is silenced is no finding"
printf '# those of the maintainer\n\n%s mm/g*.c:get_user_pages_fast known\n%s arch/sparc/mm/gup.c known too\n' "$lost" "$range" > "$work/silence"
these 0 --silence "$work/silence" --sarif "$work/silenced.sarif"
line "$work/stdout" '^all +3 +0 +2$'
told "by function and pattern, from SILENCE="
echo "$lost mm/gup.c:other_function known" > "$silence"
these 1
line "$work/stdout" '^mm/gup.c:'
line "$work/stderr" "check-silence:1: silences nothing; remove it: $lost mm/gup.c:other_function"
told "of another function: found, and told that it silences nothing"
these 0 --file arch/x86/mm/gup.c
none "$work/stderr" 'silences nothing'
told "of what was not looked at: not told"
while IFS='|' read -r what text pattern; do
	printf '\n%s\n' "$text" > "$silence"
	these 2
	line "$work/stderr" "check-silence:2: $pattern"
	told "refused: silence $what"
done << END
without a reason|$lost mm/gup.c|no reason given; write:
of an unknown rule|lost-and-found mm/gup.c known|there is no rule lost-and-found; there are:
END
rm "$silence"

# For code hosts and editors.
these 1 --sarif "$work/out.sarif"
cat > "$work/sarif.py" << 'END'
import json, sys
log = json.load(open(sys.argv[1]))
assert log['version'] == '2.1.0' and log['$schema'].endswith('sarif-2.1.0.json'), 'version'
run, = log['runs']
rules = run['tool']['driver']['rules']
assert run['tool']['driver']['name']
for rule in rules:
    assert rule['help']['text'] and rule['shortDescription']['text'], rule['id']
    assert rule['defaultConfiguration']['level'] in ('error', 'warning'), rule['id']
assert len(run['results']) == 2, len(run['results'])
for result in run['results']:
    assert rules[result['ruleIndex']]['id'] == result['ruleId']
    assert result['message']['text'] and result['level'] == 'error'
    place = result['locations'][0]['physicalLocation']
    assert not place['artifactLocation']['uri'].startswith('/'), place
    assert place['region'] == {'startLine': 12, 'startColumn': 2}, place
    silenced = result.get('suppressions', [])
    assert len(silenced) == (sys.argv[2] == 'silenced'), silenced
    assert all(s['kind'] == 'external' and s['justification'].startswith('known') for s in silenced), silenced
END
check "SARIF is JSON" python3 -m json.tool "$work/out.sarif" "$work/pretty"
check "SARIF has what it must" python3 "$work/sarif.py" "$work/out.sarif" found
check "SARIF says what is silenced, and why" python3 "$work/sarif.py" "$work/silenced.sarif" silenced

# What was not checked is always said.
cat >> "$tree/mm/gup.c" << 'END'

int odd(int x)
{
	vendor vendor odd strange { x };
	return get_user_pages(x);
}

int nowhere(int x)
{
	goto label;
	return get_user_pages(x);
}

int aligned(unsigned long x)
{
	BUG_ON(!BTDATA(x));
	return get_user_pages(x);
}
END
these 1 --file mm/gup.c
line "$work/stdout" '^mm/gup.c:12:2: error'
line "$work/stdout" '^not checked: 0 files, 2 functions; 1 functions perhaps not in full; see check.log$'
line "$out/check.log" '^mm/gup.c:15: odd: Coccinelle cannot parse it'
line "$out/check.log" '^mm/gup.c:21: nowhere: Coccinelle cannot parse it, or not follow its flow'
line "$out/check.log" '^mm/gup.c:[0-9]*: aligned: .*left out "BTDATA"'
told "functions that cannot be parsed, or not followed, are named; the others are checked"
printf 'get_user_pages_fast\0' > "$tree/mm/gup_binary.c"
printf 'int get_user_pages_fast(int x)\n{\n' > "$tree/mm/gup_half.c"
these 0 --file "mm/gup_binary.c mm/gup_half.c" --sarif "$work/out.sarif"
line "$work/stdout" '^not checked: 2 files, '
line "$out/check.log" '^mm/gup_binary.c:0: the whole file: '
line "$out/check.log" '^mm/gup_half.c:0: the whole file: '
line "$work/out.sarif" '"not checked: .*no end of this bracket'
told "files that are no C are counted and named"
rm "$tree"/mm/gup_*.c

# Where a piece was left out: 1.3 tells the line, 1.1 only what and in which order.
pieces=$work/pieces
mkdir -p "$pieces/tree" "$pieces/work/said"
printf 'int %s(int x)\n{\n\treturn odd even(x);\n}\n\n' one two three > "$pieces/tree/foo.c"
sed -i '13s/.*/\tint x __free(foo) = odd even(x);/' "$pieces/tree/foo.c"
printf '#define ODD odd\nint four(int x)\n{\n\treturn ODD;\n}\n' >> "$pieces/tree/foo.c"
echo foo.c > "$pieces/work/looked"
for line in 1 6 11 17; do printf '%s\tf\n' "$pieces/tree/foo.c	$line"; done > "$pieces/work/said/functions=aa"
while IFS='|' read -r what said expected; do
	echo -e "${said//FILE/"$pieces/tree/foo.c"}" > "$pieces/work/said/functions=aa.parse"
	PYTHONPATH=$top/coccinelle/convert/account python3 -B "$top/coccinelle/check/not_checked.py" "$pieces/tree" "$pieces/work"
	got=$(cut -f 2,3 "$pieces/work/not_checked" | tr '\t' ' ' | xargs)
	result "$([ "$got" = "$expected" ]; echo $?)" "left out, $what" "said of: $got; expected: $expected"
done << 'END'
by line, as 1.3 says it|FILE:8: passed:odd even|8 two
as 1.1 says it|PARSING: FILE\npassed:odd even|3 one
twice, as 1.1 says it|PARSING: FILE\npassed:odd even\npassed:odd even|3 one 8 two
a name before an attribute, as 1.1 says it|PARSING: FILE\npassed:x|13 three
what the file defines itself|PARSING: FILE\npassed:ODD\npassed:odd|3 one
what does no harm|PARSING: FILE\npassed:PAGE_ALIGNED\npassed:__weak\npassed:#endif|
END

# Where it gives a function up, both say.
sed -i '/\t17\t/d' "$pieces/work/said/functions=aa"
printf 'PARSING: %s\n = File "%s", line 19, column 1, charpos = 1\n' "$pieces/tree/foo.c"{,} > "$pieces/work/said/functions=aa.parse"
PYTHONPATH=$top/coccinelle/convert/account python3 -B "$top/coccinelle/check/not_checked.py" "$pieces/tree" "$pieces/work"
got=$(cut -f 2- "$pieces/work/not_checked" | tr '\t' ' ')
result "$([ "$got" = '17 four Coccinelle cannot parse line 19, "return ODD;"' ]; echo $?)" "a function that cannot be parsed: the line" "$got"

# A file at which Coccinelle dies: the others are checked, and it is named. As 1.3 does it
# (EXN, and goes on), and as it may (Fatal error, and all of a run's files are lost).
cp "$cases/slow-path-loses-count/found.c" "$tree/mm/gup_deadly.c"
printf '#!/bin/bash\ndied() { if [ -n "$FATAL" ]; then echo "Fatal error: exception Foo failed"; exit 2; else echo "EXN: Foo failed in $1"; fi >&2; }\n%s\n%s\n%s\n' \
	'files=("${@: -1}"); [ ! -f "${files[0]}" ] || files+=($(cat "${files[0]}"))' \
	'for file in "${files[@]}"; do case $file in *.group|*.one) ;; *deadly.c) died "$file" ;; esac; done' \
	'exec spatch "$@" 2> /dev/null' > "$work/deadly"
chmod +x "$work/deadly"
for fatal in '' 1; do
	# By a path from here, too.
	as=(env "SPATCH=$(realpath --relative-to=. "$work/deadly")" "FATAL=$fatal")
	these 1
	line "$work/stdout" '^arch/sparc/mm/gup.c:12:2: error'
	line "$work/stdout" '^not checked: 1 files, '
	line "$out/check.log" '^mm/gup_deadly.c:0: the whole file: Coccinelle dies at it: .*Foo failed'
	told "a file at which Coccinelle dies${fatal:+ and takes the run with it}: the others are checked"
done
as=()
rm "$tree/mm/gup_deadly.c"

# sparse, which needs a whole tree to say more than this.
cp -a "$tree" "$work/built-in"
touch "$work/built-in/.config"
while IFS='|' read -r what folder arch pattern; do
	status=0
	sh "$top/coccinelle/check/sparse.sh" --linux "$folder" --out "$out" --build "$work/built" --arch "$arch" \
		> "$work/stdout" 2> "$work/stderr" || status=$?
	wrong=''
	[ "$status" = 2 ] || wrong="exit status $status, expected 2; "
	line "$work/stderr" "^check: sparse: $pattern"
	told "refused: sparse, $what"
done << END
of a tree that is built in itself|$work/built-in|x86|LINUX=.*: has build products in it, .*type:
of an architecture without a configuration|$tree|vax|'vax' is no row known here; give one of: x86
END

# As a user types it, and as the tree's own coccicheck runs a rule.
make -s -C "$top" check LINUX="$tree" OUT="$out" RULE="$lost" FILE=mm/gup.c > "$work/stdout" 2> "$work/stderr" && rc=1 || rc=0
# check.sh's own 1, which is what was found, and no other end.
grep -q '^make[^ ]*: .*Error 1$' "$work/stderr" && grep -q '^mm/gup.c:12:2: error' "$work/stdout" || rc=1
result "$rc" "make check" "$(tail -n 3 "$work/stdout" "$work/stderr")"
source=$top/build/linux-source-6.12
[ -e "$source/scripts/coccicheck" ] || source=${LINUX:-}
what="$lost by the kernel's make coccicheck"
if [ ! -e "$source/scripts/coccicheck" ]; then
	skip "$what" "no kernel tree; type: make build/linux-source-6.12"
else
	rm "$tree/.cocciconfig"
	(cd "$source" && tar -cf - Makefile Kbuild Kconfig scripts arch/x86/Makefile arch/x86/Makefile_32.cpu arch/x86/Kconfig include/linux/{compiler-version,kconfig}.h) |
		tar -xf - -C "$tree"
	make -s -C "$tree" coccicheck COCCI="$top/coccinelle/check/$lost.cocci" MODE=report J=1 > "$work/stdout" 2> "$work/stderr" && wrong='' || wrong="exit status $?; "
	line "$work/stdout" '(^|/)mm/gup.c:12:1-7: what get_user_pages_unlocked\(\) returns'
	[ "$(grep -c ':[0-9]*-[0-9]*: ' "$work/stdout")" = 1 ] || wrong="${wrong}not one line; "
	told "$what"
fi
finish
