#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Does convert.sh refuse what it cannot do: in one sentence that names the thing
# and the way out, with the tree byte for byte as before, and nothing in OUT?
#
# usage: test_convert_refused.sh	TAP on stdout, about two minutes
#
#   LINUX=path  a 6.12 tree; a small copy of it is worked on
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
area=convert
# shellcheck source=tests/convert/tap.sh
. "$here/tap.sh"
need_linux
work=$(mktemp -d)
chmod 755 "$work"
trap 'rm -rf "$work"' EXIT
neutral_git
export TMPDIR=$work/tmp
mkdir -m 1777 "$TMPDIR"
small_tree "$work/small"
new_tree "$work/tree"
plan 55
export LC_ALL=C

as=() project=$top
is_root=''
[ "$(id -u)" != 0 ] || is_root=1
# Permissions are no bar to root: be somebody else.
nobody=()
[ -z "$is_root" ] || nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups)
can_be_nobody() { "${nobody[@]}" test -r "$top/coccinelle/convert/convert.sh" 2> /dev/null; }

out_now() { find "$1" -printf '%p %y %m %s\n' 2> /dev/null | LC_ALL=C sort || true; }

# refused WHAT PATTERN ARGUMENT...: run convert.sh, as $as, on $tree, for $out.
# Beside its sentence nothing may be said, but, if $named is set, lines that say
# where in the tree something is; one of them is $named.
refused() {
	local what=$1 pattern=$2 status=0 rc=0 wrong='' before out_before others
	shift 2
	before=$(every_byte "$tree") out_before=$(out_now "$out")
	run_convert "$project" "$@" > "$work/stdout" 2> "$work/stderr" || status=$?
	[ $status = 1 ] || wrong="exit status $status, expected 1; "
	[ "$(grep -c '^convert: ' "$work/stderr")" = 1 ] || wrong="${wrong}not one sentence; "
	grep -Eq "^convert: .*$pattern" "$work/stderr" || wrong="${wrong}no sentence with '$pattern'; "
	others=$(grep -v '^convert: ' "$work/stderr" || true)
	if [ "$named" = anything ]; then
		:
	elif [ -n "$named" ]; then
		echo "$others" | grep -Eq "$named" && ! echo "$others" | grep -Evq '^([a-z0-9_/]+([.][ch])?:([0-9]+:| lacks) |# For ACCOUNT=|[a-z0-9_/]+[.][ch]:[a-z0-9_-]+	)' ||
			wrong="${wrong}no line '$named', or others; "
	elif [ -n "$others" ]; then
		wrong="${wrong}more than the sentence; "
	fi
	[ "$(every_byte "$tree")" = "$before" ] || wrong="${wrong}the tree has changed; "
	[ "$(out_now "$out")" = "$out_before" ] || wrong="${wrong}left in OUT: $(out_now "$out" | xargs); "
	[ -z "$(ls -A "$TMPDIR")" ] || { wrong="${wrong}left in TMPDIR: $(ls -A "$TMPDIR"); "; rm -rf "${TMPDIR:?}"/*; }
	[ -z "$wrong" ] || rc=1
	result "$rc" "refused: $what" "$wrong$(printf '\n'; head -n 4 "$work/stderr")"
}
# The same, with the usual tree and output, and what more is given.
refused_here() {
	local what=$1 pattern=$2
	shift 2
	refused "$what" "$pattern" --linux "$tree" --out "$out" "$@"
}
tree=$work/tree out=$work/out named=''

# The call.
refused "no tree" 'no tree given; type: .*LINUX=' --out "$out"
refused "no output" 'no output folder given; type: .*OUT=' --linux "$tree"
refused "an option without a value" 'no output folder given' --linux "$tree" --out

# The tree.
refused "a tree that is not there" 'LINUX=/nonexistent/linux: there is no .*type:' --linux /nonexistent/linux --out "$out"
mkdir "$work/empty"
refused "no kernel tree" "LINUX=$work/empty: not a kernel tree.*give" --linux "$work/empty" --out "$out"
refused "a file as the tree" 'is a file, not a folder; unpack it' --linux "$tree/Makefile" --out "$out"
if can_be_nobody; then
	as=("${nobody[@]}")
	cp -a "$tree" "$work/closed"
	chmod 0 "$work/closed"
	refused "a tree that may not be read" 'not a readable folder; check its permissions' --linux "$work/closed" --out "$work/tmp/out"
	chmod 755 "$work/closed"
	chmod 0 "$work/closed/mm/gup.c"
	refused "a walker that may not be read" 'mm/gup.c is missing or unreadable' --linux "$work/closed" --out "$work/tmp/out"
	as=()
else
	skip "refused: a tree that may not be read" "user nobody may not read $top; check its permissions"
	skip "refused: a walker that may not be read" "user nobody may not read $top; check its permissions"
fi

# What is in the tree.
refused_here "an architecture that is none" 'ARCH=vax: .*it has: .*arm64.*x86' --arch vax
refused_here "one without fast gup" "ARCH=alpha: has no fast gup.*use make enable" --arch "x86 alpha"
project "$work/fewer"
project=$work/fewer
rm -r "$project/arch-arm64"
refused_here "one without a port" 'ARCH=arm64: has no port here.*write arch-arm64/gup_ops.h.*one of: .*x86' --arch arm64
sed -i '/gup_range_permitted/d' "$project"/arch-x86/*.h
refused_here "a hook that the port does not have" 'arch/x86/include/asm/pgtable_64.h: has a gup_fast_permitted.*arch-x86 has no gup_range_permitted.*add it' --arch x86
project=$top
sed -i '/select HAVE_GUP_FAST/p' "$tree/arch/arm64/Kconfig"
refused_here "two lines to select fast gup" 'arch/arm64/Kconfig: selects HAVE_GUP_FAST more than once; leave one' --arch arm64
new_tree "$tree"
sed -i '/select HAVE_GUP_FAST/d' "$tree"/arch/*/Kconfig
refused_here "no architecture at all" "no architecture of it has both fast gup.*use make enable"
new_tree "$tree"
echo 'int x;' > "$tree/mm/gup_fast.c"
refused_here "a file of our name" 'mm/gup_fast.c exists, but is not this project.s; move it away'
new_tree "$tree"

# --apply needs a tree to go back to.
echo >> "$tree/mm/gup.c"
refused_here "--apply on a changed tree" 'APPLY=1: .* has uncommitted changes; commit or stash' --apply
new_tree "$tree"
touch "$tree/stray.c"
refused_here "--apply with a stray file" 'APPLY=1: .* has files that git does not know, as stray.c; .*stash -u' --apply
new_tree "$tree"
mkdir "$tree/.git/rebase-apply"
refused_here "--apply during git am" 'APPLY=1: a git am or rebase is in progress.*git am --abort' --apply
new_tree "$tree"
mv "$tree/.git" "$work/taken-away"
refused_here "--apply without git" 'APPLY=1: .* is no git tree.*patch -p1' --apply
rm -rf "$work/taken-away"
new_tree "$tree"

# Programs and git's name.
mkdir "$work/bin"
ln -s /usr/local/bin/* /usr/bin/* /bin/* "$work/bin/" 2> /dev/null || true
for missing in "spatch coccinelle" "git git" "perl perl" "python3 python3"; do
	read -r program package <<< "$missing"
	mv "$work/bin/$program" "$work/there"
	as=(env "PATH=$work/bin")
	refused_here "without $program" "$program is missing; type: apt-get install $package"
	mv "$work/there" "$work/bin/$program"
done
mkdir "$work/old"
as=(env "PATH=$work/old:$PATH")
for version in 1.0.8 ''; do
	printf '#!/bin/sh\necho "spatch version %s compiled with OCaml version 4.05"\n' "$version" > "$work/old/spatch"
	chmod +x "$work/old/spatch"
	refused_here "spatch ${version:-without a version}" "spatch ${version:-of no known version} is too old, 1.1 is needed; type: apt-get install coccinelle"
done
for kind in name email; do
	git config --file "$work/half" user.name "Test of Convert"
	git config --file "$work/half" user.email test@example.org
	git config --file "$work/half" --unset "user.$kind"
	as=(env HOME=/nonexistent "GIT_CONFIG_GLOBAL=$work/half")
	refused_here "git without user.$kind" "git has no user.$kind.*Signed-off-by; type: git config --global user.$kind"
	rm "$work/half"
done
as=(env HOME=/nonexistent GIT_CONFIG_GLOBAL=/dev/null)
refused_here "git without a name" 'git has no user.name.*type: git config'
as=()

# The output.
mkdir "$out"
echo mine > "$out/thesis.tex"
refused_here "an output with something not ours" "OUT=$out: is not empty .*not ours; give another"
rm -rf "$out"
mkdir -p "$out/.work"
echo $$ > "$out/.work/pid"
refused_here "an output at which another conversion is at work" "OUT=$out: another conversion, process $$, is at work there; wait"
rm -rf "$out"
echo mine > "$out"
refused_here "a file as the output" "OUT=$out: is not a folder; give another"
rm "$out"
refused "an output inside of the tree" 'is inside of LINUX=.*give a folder elsewhere' --linux "$tree" --out "$tree/new/out"
if can_be_nobody; then
	as=("${nobody[@]}")
	mkdir "$out"
	[ -n "$is_root" ] || chmod 555 "$out"
	refused_here "an output that may not be written" "OUT=$out: cannot write there; give another"
	rmdir "$out"
	as=()
else
	skip "refused: an output that may not be written" "user nobody may not read $top; check its permissions"
fi
# full SIZE COMMAND...: with a file system of SIZE on $out; what is left there is in $work/left
cat > "$work/full" << 'EOF'
size=$1 out=$2 left=$3 status=0
shift 3
mount -t tmpfs -o "size=$size" none "$out"
"$@" || status=$?
find "$out" -mindepth 1 > "$left"
exit $status
EOF
quick_project "$work/project"
mkdir "$out"
if unshare -m mount -t tmpfs none "$out" 2> /dev/null; then
	as=(unshare -m bash "$work/full" 64k "$out" "$work/left")
	refused_here "a full disk" "OUT=$out: less than 16 MB are free there; free some"
	check "refused: a full disk: nothing is left on it" test ! -s "$work/left"
	# And one that gets full in the middle, since df says that it is large.
	mkdir "$work/df"
	printf '#!/bin/sh\nprintf "\\nnone 1 1 99999999\\n"\n' > "$work/df/df"
	chmod +x "$work/df/df"
	for size in 512k 1536k; do
		as=(env "PATH=$work/df:$PATH" unshare -m bash "$work/full" "$size" "$out" "$work/left")
		project=$work/project named=anything
		refused_here "a disk that gets full, $size" "is there space left in $out" --arch arm64
		check "refused: a disk that gets full, $size: nothing is left on it" test ! -s "$work/left"
	done
	as=() project=$top named=''
else
	for what in "a full disk" "a disk that gets full, 512k" "a disk that gets full, 1536k"; do
		skip "refused: $what" "may not mount a small file system; run this as root"
		skip "refused: $what: nothing is left on it" "may not mount a small file system; run this as root"
	done
fi

# What Coccinelle and the rules must know. Each is a change to the small tree.
out=$work/out2
# changed FILE AFTER TEXT: put TEXT behind the first line with AFTER
changed() {
	new_tree "$tree"
	AFTER=$2 TEXT=$3 awk '{ print }
		!done && index($0, ENVIRON["AFTER"]) { print ENVIRON["TEXT"]; done = 1; line = NR + 1 }
		END { exit !done }' "$work/small/$1" > "$tree/$1" || echo "no '$2' in $1" >&2
	at=$(grep -nF -- "$3" "$tree/$1" | head -n 1 | cut -d : -f 1)
}
while IFS=$(printf '\t') read -r what after text; do
	changed mm/gup.c "$after" "$text"
	named="^mm/gup.c:$at: "
	refused_here "a statement that no rule knows: $what" 'no rule knows the statements above.*nothing was changed' --arch arm64
done << 'EOF'
in the pte loop	pte_t pte = ptep_get_lockless(ptep);	vendor_count(pte);
in a leaf	refs = record_subpages(page, PMD_SIZE, addr, end, pages + *nr);	if (refs > 7) return 0;
before the walk	local_irq_save(flags);	vendor_fence();
EOF
changed mm/gup.c 'pte_t pte = ptep_get_lockless(ptep);' 'vendor vendor odd;'
named="^mm/gup.c:$at: gup_fast_pte_range: "
refused_here "a walker that Coccinelle cannot parse" 'not parsed in full.*make them plain C' --arch arm64
changed mm/internal.h 'static inline bool gup_must_unshare(' '		__vendor __vendor2 int odd odd,'
named="^mm/internal.h:[0-9]+: gup_must_unshare: "
refused_here "a header that Coccinelle cannot parse" 'not parsed in full.*make them plain C' --arch arm64
changed arch/s390/include/asm/pgtable.h 'static inline bool gup_fast_permitted(' '{ vendor vendor odd;'
sed -i "$((at + 1))d" "$tree/arch/s390/include/asm/pgtable.h"
named="^arch/s390/include/asm/pgtable.h:[0-9]+: gup_fast_permitted: "
refused_here "a hook that Coccinelle cannot parse" 'not parsed in full.*make them plain C' --arch s390
named=''
changed kernel/events/core.c '#include <linux/fs.h>' '#define vendor_check gup_fast_permitted'
refused_here "a hook that somebody else uses" 'kernel/events/core.c: uses the hook gup_fast_permitted.. of arch/x86/.*keep it' --arch x86
new_tree "$tree"
echo '#define vendor_check gup_fast_permitted' >> "$tree/arch/x86/include/asm/pgtable.h"
refused_here "a hook that its architecture uses" 'arch/x86/include/asm/pgtable.h: uses the hook' --arch x86
new_tree "$tree"
mkdir -p "$tree/drivers/vendor"
echo '#ifdef CONFIG_HAVE_GUP_FAST' > "$tree/drivers/vendor/dma.c"
refused_here "a user of the symbol that is not known" 'drivers/vendor/dma.c: uses HAVE_GUP_FAST, and is not known here; read .*symbol-users'
new_tree "$tree"
sed -i 's/\<pmd_special\>/pmd_other/' "$tree/include/linux/mm.h"
named='^include/linux/mm.h: lacks put_devmap_managed_page_refs$'
refused_here "a kernel generation that is not known" 'this kernel generation has no file in core/kernels/ yet; nearest is plain_leaves.h, and of its [0-9]+ needs 1 unmet, as said above; known are .*6.12, .*; core/kernels/README'
named=''
new_tree "$tree"
sed -i 's/\<gup_fast_fallback\>/vendor_walk/' "$tree/mm/gup.c"
refused_here "a public function that walks by itself" 'mm/gup.c: has neither gup_fast_fallback.. nor internal_get_user_pages_fast..: .*known are .*6.1'

# Its own programs and messages.
project=$work/project
new_tree "$tree"
sed -i '3s/$/ And then this line goes on and on, as no line of a commit message should ever go on./' \
	"$project/coccinelle/convert/messages/core"
refused_here "a message that checkpatch.pl does not like" '0002-.*patch: checkpatch.pl --strict says: .*75 chars' --arch arm64
cp "$top/coccinelle/convert/messages/core" "$project/coccinelle/convert/messages/core"
# A whole tree, by what is looked up in it, and a walker that uses a name that nobody has.
cat "$top"/core/*.[ch] "$top"/core/kernels/*.h "$top"/arch-*/*.h | grep -oE '\w+' > "$tree/include/linux/kernel.h"
sed -i 's/\<lockdep_assert_irqs_disabled\>/vendor_assert_irqs/' "$project/core/gup_fast.c"
named='^arch/arm64/include: lacks vendor_assert_irqs, and so does include/$'
refused_here "a name that the tree lacks" 'core/kernels/folio_pins.h and the ports use the names above, .*define them in a header' --arch arm64
named=''
cp "$top/core/gup_fast.c" "$project/core/gup_fast.c"
new_tree "$tree"
sed -i 's/^EXPORT_SYMBOL(get_user_pages_unlocked);/EXPORT_SYMBOL_GPL(get_user_pages_unlocked);/' "$tree/mm/gup.c"
refused_here "a walker that the seam does not fit" 'mm/gup.c:[0-9]+: the end of no guard; part .*did not fit' --arch arm64
new_tree "$tree"
sed -i 's/^static int gup_fast_pmd_range(/int vendor_look(void)\n{\n\treturn 7;\n}\n\n&/' "$tree/mm/gup.c"
refused_here "somebody else's function amid the walker" 'mm/gup.c:[0-9]+: vendor_look..: is not the walker.s, but stands in its guards; part .*did not fit' --arch arm64
new_tree "$tree"
cp "$top/coccinelle/convert/account.sh" "$project/coccinelle/convert/"
echo 'broken(' >> "$project/coccinelle/convert/account/account.py"
run_convert "$project" --linux "$tree" --out "$out" --arch arm64 > "$work/stdout" 2> "$work/stderr" && rc=1 || rc=0
grep -q '^convert: account.sh stopped with the message above' "$work/stderr" || rc=1
[ ! -e "$out" ] || rc=1
result "$rc" "refused: our own mistake is not the tree's" "$(cat "$work/stderr")"
finish
