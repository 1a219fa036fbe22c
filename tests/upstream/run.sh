#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] run.sh [objects] [napot] [races] [mutant] [boots]
#
# Shows where mainline's fast gup is wrong, that the patches in docs/upstream/
# cure it, and that the series in OUT does. objects: by what the compiler made,
# for i386 without PAE and 32-bit powerpc; napot: riscv is booted; races: arm64
# is booted, with tests/kernel/module in it; mutant: so it is, with the walker's
# second look for secretmem taken out, to see it caught; boots: the selftests do
# with the patches as without, where a patch's architecture boots. All need about two
# hours, half of that when repeated. Results are TAP.
#
# shellcheck disable=SC2154 # arch_setup sets names
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
# shellcheck source=tests/kernel/arch.sh
. "$top/tests/kernel/arch.sh"
area=upstream
# shellcheck source=tests/convert/tap.sh
. "$top/tests/convert/tap.sh"

[ "${1-}" != --help ] || usage 0
[ -f "${LINUX-}/mm/gup.c" ] || die "LINUX=${LINUX-} is no Linux tree; give an unpacked one"
ls "${OUT-}"/series/*.patch > /dev/null 2>&1 ||
	die "OUT=${OUT-} has no series/*.patch; type: make convert"
LINUX=$(readlink -f "$LINUX") OUT=$(readlink -f "$OUT")
mkdir -p "${BUILD:=build}/upstream"
work=$(readlink -f "$BUILD")/upstream
tree=$work/tree
export CCACHE_BASEDIR=$work CCACHE_NOHASHDIR=1
sides="base patched conv"
what=${*:-objects napot races mutant boots}

# patches SIDE: what it has on top of LINUX
patches() {
	case $1 in
	patched) series_patches "$top/docs/upstream" ;;
	conv | mutant) series_patches "$OUT/series" ;;
	esac
}

# The series with one check undone; it comes off as a patch does.
mutate() {
	local file=mm/gup_kernel.h
	need spatch coccinelle
	spatch --very-quiet --no-includes --macro-file "$top/tests/mutants/macros.h" \
		--sp-file "$top/tests/mutants/race_truncation-no_second_look.cocci" \
		-o "$work/mutant.h" "$tree/$file" > "$work/mutant.log" 2>&1 || :
	! diff -u --label "a/$file" --label "b/$file" "$tree/$file" "$work/mutant.h" > "$work/applied/9999.patch" ||
		die "the mutant changes nothing; read $work/mutant.log"
	patch -d "$tree" -p1 -s -f < "$work/applied/9999.patch"
}

# become SIDE: the one tree, so that another side costs only what differs. What
# is in it is kept, as the patches may have changed when it is taken off. patch
# makes files anew, so the hard links to LINUX do no harm.
become() {
	local patch file n=0
	if [ ! -f "$work/side" ]; then
		rm -rf "$work/applied"
		copy_tree "$LINUX" "$tree"
		echo "obj-\$(CONFIG_KPROBES) += gup_race.o" | cat "$LINUX/mm/Makefile" - > "$work/Makefile"
		mv "$work/Makefile" "$tree/mm/Makefile"
		echo base > "$work/side"
	fi
	for file in "$top"/tests/kernel/module/gup_race.[ch] "$here/torn.c"; do
		cmp -s "$file" "$tree/mm/${file##*/}" || cp "$file" "$tree/mm/"
	done
	if [ -d "$work/applied" ]; then
		for patch in $(find "$work/applied" -name '*.patch' | sort -r); do
			patch -d "$tree" -p1 -R -s -f < "$patch" || { rm "$work/side"; die "${patch##*/} does not come off; type the same again"; }
		done
		rm -r "$work/applied"
	fi
	mkdir "$work/applied"
	for patch in $(patches "$1"); do
		n=$((n + 1))
		cp "$patch" "$work/applied/$(printf %04d $n).patch"
		patch -d "$tree" -p1 -s -f -F0 < "$patch" || { rm "$work/side"; die "${patch##*/} does not apply to $LINUX"; }
	done
	[ "$1" != mutant ] || mutate
	echo "$1" > "$work/side"
}

# objects FOLDER KARCH CROSS FRAGMENT FLAGS OBJECT...
objects() {
	local dir=$work/objects/$1
	local make=(make -s -C "$tree" O="$dir" ARCH="$2" CROSS_COMPILE="$3" CC="ccache ${3}gcc" KCFLAGS="$5")
	mkdir -p "$dir"
	command -v ccache > /dev/null || make=("${make[@]/#CC=ccache /CC=}")
	{ [ -f "$dir/.config" ] || "${make[@]}" KCONFIG_ALLCONFIG="$here/$4" allnoconfig; } > "$dir.log" 2>&1 &&
		"${make[@]}" -j"$(nproc)" prepare >> "$dir.log" 2>&1 &&
		(cd "$dir" && rm -f "${@:6}") &&
		"${make[@]}" -j"$(nproc)" "${@:6}" >> "$dir.log" 2>&1 || die "$1 does not compile; read $dir.log"
	# What make did not make is that of another side.
	(cd "$dir" && ls "${@:6}") > /dev/null 2>> "$dir.log" || die "$1: make has no error, and no object; read $dir.log"
}

# The look back of a pmd leaf: how much code did the compiler make of it?
look_back() {
	local line
	line=$(grep -n 'if (unlikely(pmd_val(orig) != pmd_val(\*pmdp))) {' "$tree/mm/gup.c" | tail -n 1 | cut -d: -f1)
	objdump --dwarf=decodedline "$work/objects/i386/mm/gup.o" 2> /dev/null |
		awk -v file=gup.c -v line="${line:?}" -f "$here/lines.awk"
}

# Loads of a pte's two words: "high low"
loads() {
	powerpc-linux-gnu-objdump -d --no-show-raw-insn "$work/objects/powerpc/mm/torn.o" |
		awk '/\tlwz/ { if ($3 ~ /,0\(/) high++; if ($3 ~ /,4\(/) low++ } END { print high + 0, low + 0 }'
}

run_objects() {
	need powerpc-linux-gnu-gcc gcc-powerpc-linux-gnu
	local side code words flags
	for side in $sides; do
		become "$side"
		if [ "$side" != conv ]; then
			objects i386 i386 "" config-i386 "-g -gno-statement-frontiers -gno-variable-location-views" mm/gup.o
			code=$(look_back)
			if [ "$side" = base ]; then
				check "i386, $side: the look back at a pmd leaf is no code at all" test "$code" = 0
			else
				check "i386, $side: the look back at a pmd leaf is code" test "$code" -gt 0
			fi
		fi
		[ "$side" = conv ] && flags=-DCONVERTED || flags=
		objects powerpc powerpc powerpc-linux-gnu- config-powerpc "$flags" mm/torn.o
		words=$(loads)
		if [ "$side" = base ]; then
			check "powerpc32, $side: a pte is two loads, and nothing tells whether they belong together" test "$words" = "1 1"
		else
			check "powerpc32, $side: the low word is loaded again" test "${words#* }" -ge 2
		fi
	done
}

# initramfs ARCH PROGRAM: with one program, and a command for each line of stdin
initramfs() {
	local dir=$work/init-$1
	rm -rf "$dir"
	mkdir -p "$dir"
	cat > "$dir/tests"
	"$top/tests/kernel/initramfs.sh" "$1" "$LINUX" "$dir" "$2"
}

# boot ARCH SIDE FRAGMENT SECONDS
boot() {
	arch_setup "$1"
	become "$2"
	"$top/tests/kernel/build.sh" "$1" "$tree" "$work/objects/$1" "$3" > "$work/$1-$2.out" 2>&1 ||
		die "$(tail -n 1 "$work/$1-$2.out")"
	cp "$work/objects/$1/$IMAGE" "$work/$1-$2"
	# If it does not get through, whatever it said before that is worth nothing.
	ended=0
	rm -f "$work/$1-$2.log"
	"$top/tests/kernel/boot.sh" "$1" "$work/$1-$2" "$work/init-$1/initramfs.gz" "$work/$1-$2.log" "$4" \
		> "$work/$1-$2.boot" 2>&1 || { ended=$?; sed 's/^/# /' "$work/$1-$2.boot"; }
}

# splat ARCH SIDE: the first complaint of a kernel that has nothing to complain of
splat() {
	[ "$2" = base ] || [ "$2" = mutant ] ||
		grep -am 1 -oE 'BUG: .*|Oops.*|Bad page state.*|Kernel panic.*|Unable to handle .*' "$work/$1-$2.log" 2> /dev/null || true
}

# value ARCH SIDE NAME; nothing, which is no number, if the command did not say
value() { [ ! -f "$work/$1-$2.log" ] || tr -d '\r' < "$work/$1-$2.log" | sed -n "s/^.*: result $3 \(-\{0,1\}[0-9]*\)\$/\1/p"; }

# expect ARCH SIDE "NAME OPERATOR LIMIT"... WHAT
expect() {
	local arch=$1 side=$2 words name operator limit is bad=''
	[ "$ended" = 0 ] || bad=" the boot ended with status $ended;"
	is=$(splat "$arch" "$side")
	[ -z "$is" ] || bad="$bad the kernel says '$is';"
	shift 2
	while [ $# -gt 1 ]; do
		read -r name operator limit <<< "$1"
		is=$(value "$arch" "$side" "$name")
		test "${is:-none}" "$operator" "$limit" 2> /dev/null || bad="$bad $name is '${is:-not there}', not $operator $limit;"
		words="${words-}${words+, }$name ${is:-?}"
		shift
	done
	if [ -z "$bad" ]; then result 0 "$arch, $side: $1 ($words)"; else result 1 "$arch, $side: $1" "$bad read $work/$arch-$side.log"; fi
}

run_napot() {
	local side
	echo "napot|60|./napot" | initramfs riscv "$here/napot.c"
	for side in $sides; do
		boot riscv "$side" "$here/config-riscv" 600
		case $side in
		base)
			expect riscv "$side" "vmsplice_wrong -eq 15" "direct_io_wrong -eq 15" "a page of a NAPOT block is its first"
			expect riscv "$side" "locks_wrong -eq 15" "so it is with locks"
			;;
		patched)
			expect riscv "$side" "vmsplice_wrong -eq 0" "direct_io_wrong -eq 0" "each page of a NAPOT block is itself"
			expect riscv "$side" "locks_wrong -eq 0" "so it is with locks"
			;;
		conv)
			expect riscv "$side" "vmsplice_wrong -eq 0" "direct_io_wrong -eq 0" "each page of a NAPOT block is itself"
			;;
		esac
	done
}

run_races() {
	local side race
	initramfs arm64 "$top/tests/kernel/module/races.c" <<- EOF
		insert|60|./races insert
		nothing|60|./races nothing
		thp|1800|./races thp
		collapse|1800|./races collapse
		unmap|1800|./races unmap
		secret|1800|./races secret
		secret_free|120|./races secret_free 60
	EOF
	for side in $sides; do
		boot arm64 "$side" "$top/tests/kernel/module/config" 7200
		for race in thp collapse; do
			if [ "$side" = base ]; then
				expect arm64 "$side" "${race}_bad -gt 0" "$race: a page comes that was unmapped before its reference was there"
			else
				expect arm64 "$side" "${race}_alone -eq 1" "${race}_after_reference -gt 0" "${race}_bad -eq 0" "$race: none comes, before whatever instruction"
			fi
		done
		expect arm64 "$side" "unmap_alone -eq 1" "unmap_after_reference -gt 0" "unmap_bad -eq 0" "unmap: none comes"
		if [ "$side" = base ]; then
			expect arm64 "$side" "nothing_got -gt 0" "pages come where none is asked for"
		else
			expect arm64 "$side" "nothing_got -eq 0" "none comes where none is asked for"
		fi
		if [ "$side" = conv ]; then
			expect arm64 "$side" "insert_fast -eq 8" "insert_right -eq 8" "vm_insert_page() memory comes without locks"
		else
			expect arm64 "$side" "insert_fast -eq 0" "insert_pinned -eq 8" "vm_insert_page() memory comes with locks only"
		fi
		expect arm64 "$side" "secret_alone -eq 0" "secret_hit -gt 0" "secret_bad -eq 0" "secretmem never comes, truncated before whatever instruction"
		expect arm64 "$side" "secret_free_truncated -gt 100" "secret_free_tried -gt 100" "secret_free_taken -eq 0" "nor in 60 seconds of truncation"
	done
}

run_mutant() {
	initramfs arm64 "$top/tests/kernel/module/races.c" <<- EOF
		secret|1800|./races secret
		secret_free|120|./races secret_free 60
	EOF
	boot arm64 mutant "$top/tests/kernel/module/config" 3600
	expect arm64 mutant "secret_bad -gt 0" "without the second look secretmem comes"
}

# arm64's default has the p4d tables of 0010; mips is 0011 and 0012. riscv and 0002 are
# booted by napot. There is no QEMU here for 0013, and no libc that runs for 0014.
run_boots() {
	local row out=$work/boots
	rm -rf "$out/series"
	mkdir -p "$out/series"
	cp "$top"/docs/upstream/0*.patch "$out/series"
	for row in mips arm64; do
		# What it compared it counts.
		if BUILD=$out OUT=$out "$top/tests/kernel/one.sh" "$row" > "$out/$row.out" 2>&1 &&
			grep -qE '^[1-9][0-9]* passed, 0 failed' "$out/$row.out"; then
			result 0 "$row, patched: the selftests say what they say of the tree as it is"
		else
			result 1 "$row, patched: the selftests say something else" "$(tail -n 20 "$out/$row.out")"
		fi
	done
}

plan=0
for one in $what; do
	case $one in
	objects) plan=$((plan + 5)) ;;
	napot) plan=$((plan + 5)) ;;
	races) plan=$((plan + 21)) ;;
	mutant) plan=$((plan + 1)) ;;
	boots) plan=$((plan + 2)) ;;
	*) usage 2 ;;
	esac
done
plan $plan
for one in $what; do
	"run_$one"
done
finish
