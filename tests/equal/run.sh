#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree [OUT=dir] [BUILD=build] [SEED=n] [FIRST=n] [TABLES=n] [EQUAL_SECONDS=20000] \
#	[EQUAL_PROGRAM=stub] run.sh [ARCH | ROW]...
#
# Builds a tree's private fast gup walker, arch/ARCH/mm/gup.c, and the portable one as
# the series in OUT put it there, with the tree's own headers and command line, but for a
# process, and drives both and a model over the same random page tables. Without a
# series the private walker and the model only. The rows are in rows/. A tree whose walker
# is shared is shared/run.sh's.
#
# A row's program may take EQUAL_SECONDS of CPU time; EQUAL_PROGRAM stands for it, to try
# this script. Without LINUX the newest tree in TREES, default ../shared/trees, is unpacked.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
BUILD=${BUILD:-build}
OUT=${OUT:-$BUILD/out}
TREES=${TREES:-$here/../../../shared/trees}

die() { echo "equal: $*" >&2; exit 1; }
need() { command -v "$1" > /dev/null || die "$1 is missing; type: apt-get install $2, or make deps"; }
number() {
	[[ $2 =~ ^[0-9]+$ ]] || die "$1='$2' is no number; leave it out, or type $1=1"
}

[ "${1-}" != --help ] || { sed -n '4,14s/^# \{0,1\}//p' "$0"; exit 0; }
SEED=${SEED:-$(date +%s)}
FIRST=${FIRST:-0}
TABLES=${TABLES:-1000000}
number SEED "$SEED"
number FIRST "$FIRST"
number TABLES "$TABLES"
[ "$TABLES" -gt 0 ] || die "TABLES=$TABLES runs nothing; leave it out, or type TABLES=1"
number EQUAL_SECONDS "${EQUAL_SECONDS:=20000}"
# shellcheck source=tests/judge.sh
. "$here/../judge.sh"
need rsync rsync
need make make

if [ -z "${LINUX-}" ]; then
	for file in "$TREES"/linux-[345].*; do
		[ -e "$file" ] && LINUX=$file
	done
	[ -n "${LINUX-}" ] || {
		echo "equal: skipped: no tree with a private walker; type: make equal LINUX=tree (3.10 to 5.2), or put" \
			"linux-3.14.52.tar.xz into $TREES, or say TREES="
		echo "0 passed, 0 failed, 1 skipped"
		exit 4
	}
fi
mkdir -p "$BUILD/equal"
work=$(cd "$BUILD/equal" && pwd)
case $LINUX in
*.tar.*)
	[ -f "$LINUX" ] || die "LINUX='$LINUX' is not there; give a kernel tree"
	name=$(basename "${LINUX%.tar.*}")
	[ -f "$work/unpacked/$name/Makefile" ] || {
		echo "equal: unpacking $LINUX"
		mkdir -p "$work/unpacked"
		tar -C "$work/unpacked" -xf "$LINUX"
	}
	LINUX=$work/unpacked/$name
	;;
esac
[ -f "$LINUX/Kbuild" ] && [ -d "$LINUX/arch" ] ||
	die "LINUX='$LINUX' is no kernel tree; give the folder that has its Kbuild and arch/"
LINUX=$(cd "$LINUX" && pwd)
private=$(cd "$LINUX" && for file in arch/*/mm/gup.c; do [ ! -f "$file" ] || echo "$file"; done | cut -d/ -f2)
if [ -z "$private" ]; then
	[ -f "$LINUX/mm/gup.c" ] || die "$LINUX has neither an arch/*/mm/gup.c nor mm/gup.c, so nothing to compare with; give a tree from 3.10 on as LINUX="
	export LINUX SEED FIRST TABLES EQUAL_SECONDS BUILD
	exec "$here/shared/run.sh" "$@"
fi

# The value of a row's setting; its other lines are of the configuration.
setting() { sed -n "s/^# $2: *//p" "$here/rows/$1"; }

rows=
for ask in "${@:-all}"; do
	found=
	for file in "$here"/rows/*; do
		row=${file##*/}
		karch=$(setting "$row" karch)
		case $ask in all | "$row" | "${row%%-*}") ;; *) continue ;; esac
		found=1
		if grep -qx "$karch" <<< "$private"; then
			rows="$rows $row"
		elif [ "$ask" != all ]; then
			die "ARCH=$ask: $LINUX has no arch/$karch/mm/gup.c; it has: $(xargs <<< "$private")"
		fi
	done
	[ -n "$found" ] || die "ARCH=$ask is not known here; give one of: $(cd "$here/rows" && echo *)"
done

id=$(basename "$LINUX")-$(cksum <<< "$LINUX" | cut -d' ' -f1)
work=$work/$id
src=$work/src
mkdir -p "$work"
# Another run on the same tree waits until this one has built.
exec 9> "$work/lock"
flock 9
echo "equal: copying what is needed of $LINUX"
rsync -a --delete --exclude=/Documentation --exclude='/drivers/**.c' --exclude='/fs/**.c' --exclude='/net/**.c' \
	--exclude=.git --exclude='*.o' --exclude='*.cmd' \
	--exclude=/include/linux/compiler-gcc1?.h "$LINUX/" "$src/"
rm -f "$src/.config"
# Kernels before 4.2 have a header for each compiler, and none for those that came later.
version=$(gcc -dumpversion | cut -d. -f1)
[ ! -f "$src/include/linux/compiler-gcc5.h" ] ||
	cp "$src/include/linux/compiler-gcc5.h" "$src/include/linux/compiler-gcc$version.h"

# The tree with the series on top.
conv=
if compgen -G "$OUT/series/*.patch" > /dev/null; then
	conv=$work/conv
	rm -rf "$conv"
	cp -al "$src" "$conv"
	for patch in "$OUT"/series/0*.patch; do
		case $patch in */0000-*) continue ;; esac
		patch -d "$conv" -p1 -s -f -F0 < "$patch" > "$work/patch.log" 2>&1 ||
			die "$patch does not apply to $LINUX (see $work/patch.log); type: make convert LINUX=$LINUX"
	done
	[ -f "$conv/mm/gup_fast.c" ] ||
		die "the series in $OUT brings no mm/gup_fast.c; type: make convert LINUX=$LINUX"
fi

# What a tree has or has not, as tables.c asks for it: by what stands in its headers.
features=
while IFS=$'\t' read -r feature file pattern; do
	if grep -qE "$pattern" "$src/$file"; then
		features="$features -D$feature"
	fi
done << 'END'
EQUAL_DTOR_NUMBERS	include/linux/mm.h	enum compound_dtor_id
EQUAL_UNLOCKED	include/linux/mm.h	get_user_pages_unlocked\(struct task_struct
EQUAL_REASON=char	include/linux/mmdebug.h	dump_page\(struct page \*page, char
EQUAL_REASON=const\ char	include/linux/mmdebug.h	dump_page\(struct page \*page, const char
EQUAL_FILE_PTES	include/linux/swapops.h	pte_file
EQUAL_NUMA_BIT	include/asm-generic/pgtable.h	pte_mknuma
END

# What tables.c stands in for must be declared as it is there: file, name, how it begins,
# where it is so. What a tree has not at all nobody calls.
while IFS=$'\t' read -r file name known trees; do
	declared=$(tr -s '[:space:]' ' ' < "$src/$file" | grep -oE "[a-z_]+ \*?$name(\([^)]*\))?;" | head -n 1) || :
	[ -z "$declared" ] || grep -qF -- "$known" <<< "$declared" ||
		die "LINUX=$LINUX: $file declares '$declared', and tests/equal/tables.c has '$known', as in trees $trees; bring the other form into tables.c, or give such a tree"
done << 'END'
include/linux/mm.h	get_user_pages	long get_user_pages(struct task_struct *	up to 4.5
include/linux/mm.h	get_user_pages_unlocked	long get_user_pages_unlocked(struct task_struct *	up to 4.5
include/linux/mmdebug.h	dump_page	void dump_page(struct page *page	of all years
include/linux/mm_types.h	_(ref)?count	atomic_t _count;	up to 4.5
END

# kbuild ROW ARG...: in the row's folder; with converted=1 the converted tree, below it
kbuild()
{
	local row=$1 tree=$src dir=$work/$1
	[ -z "${converted-}" ] || tree=$conv dir=$dir/conv
	shift
	make -C "$tree" O="$dir" ARCH="$(setting "$row" karch)" CROSS_COMPILE="$(setting "$row" cross)" \
		HOSTCFLAGS="-O2 -fcommon" "$@" >> "$dir/log" 2>&1
}

# chosen ROW: does the converted tree, configured as the row is, have our walker? What is
# compared here is compiled by the unconverted one's command line, and would not tell.
chosen()
{
	local row=$1
	rm -rf "$work/$row/conv"
	mkdir "$work/$row/conv"
	converted=1 kbuild "$row" KCONFIG_ALLCONFIG="$here/rows/$row" allnoconfig ||
		die "$row: no configuration of the converted tree; read $work/$row/conv/log"
	grep -qxF CONFIG_GUP_FAST_PORTABLE=y "$work/$row/conv/.config" ||
		die "$row: the series leaves this configuration without the portable walker: CONFIG_GUP_FAST_PORTABLE is not set in $work/$row/conv/.config; look at its 'select'"
}

# What a row's build folder was made for.
configuration() { setting "$1" kcflags; grep -v '^#' "$here/rows/$1"; }

# prepare ROW: configure, and compile the private walker once for its command line
prepare()
{
	local row=$1 karch kcflags option
	karch=$(setting "$row" karch)
	kcflags="-w -fno-strict-aliasing -std=gnu89 -fno-pic $(setting "$row" kcflags)"
	cd "$work/$row"
	if [ ! -f .config ] || ! cmp -s <(configuration "$row") fragment; then
		rm -rf "${work:?}/$row"
		mkdir -p "$work/$row"
		cd "$work/$row"
		kbuild "$row" KCONFIG_ALLCONFIG="$here/rows/$row" allnoconfig ||
			die "$row: no configuration; read $work/$row/log"
		while read -r option; do
			grep -qxF "$option" .config ||
				die "$row: Kconfig did not take $option; mend $here/rows/$row"
		done < <(grep ^CONFIG "$here/rows/$row")
		kbuild "$row" KCFLAGS="$kcflags" prepare || die "$row: make prepare failed; read $work/$row/log"
		configuration "$row" > fragment
	fi
	kbuild "$row" KCFLAGS="$kcflags" "arch/$karch/mm/gup.o" ||
		die "$row: the tree's own arch/$karch/mm/gup.c does not compile; read $work/$row/log"
	command=$(sed -n '1s/^[^=]*:= //p' "arch/$karch/mm/.gup.o.cmd")
	command=${command% -c -o *}
	ln -sf "$here/shim/$karch.h" arch.h
	command="$command -ffunction-sections -fdata-sections -I$here -I. -I$src/arch/$karch/mm -I$src/mm -include $here/shim.h"
}

# kernel_object OBJECT SOURCE [FLAG...]
kernel_object()
{
	local object=$1 source=$2 line=$command
	shift 2
	case $source in
	*.S) line="$line -D__ASSEMBLY__ $(setting "$row" asflags)" ;;
	"$conv"/*) [ -z "$conv" ] || line=${line//"$src"/"$conv"} ;;
	esac
	eval "$line -D'EQUAL_OBJECT=$object' $* -c -o $object $source" >> log 2>&1 ||
		die "$row: $source does not compile: $(grep -m 1 -oE '(error|fatal error): .*' log || echo 'no error was said'); read $work/$row/log"
	"$cross"objcopy --redefine-sym memset=equal_memset --redefine-sym memcpy=equal_memcpy \
		--redefine-sym .memset=.equal_memset --redefine-sym .memcpy=.equal_memcpy "$object"
}

# build ROW: the program, $work/ROW/equal
build()
{
	local row=$1 karch cross command objects source ours
	karch=$(setting "$row" karch)
	cross=$(setting "$row" cross)
	need "${cross}gcc" "$(setting "$row" packages)"
	mkdir -p "$work/$row"
	ours=
	if [ -n "$conv" ] && [ ! -f "$conv/arch/$karch/mm/gup.c" ]; then
		chosen "$row"
		ours=-DEQUAL_HAVE_OURS
	fi
	prepare "$row"
	rm -f ./*.o
	kernel_object private.o "$src/arch/$karch/mm/gup.c" \
		-D__get_user_pages_fast=private_only_fast -Dget_user_pages_fast=private_fast
	kernel_object swap.o "$src/mm/swap.c"
	objects="private.o swap.o"
	for source in $(setting "$row" also); do
		kernel_object "also-${source##*/}.o" "$src/$source"
		objects="$objects also-${source##*/}.o"
	done
	if [ -f "$here/shim/$karch.c" ]; then
		kernel_object shim.o "$here/shim/$karch.c"
		objects="$objects shim.o"
	fi
	if [ -n "$ours" ]; then
		kernel_object gup_fast.o "$conv/mm/gup_fast.c" -DCONFIG_GUP_FAST_PORTABLE=1
		kernel_object gup_public.o "$conv/mm/gup_public.c" -DCONFIG_GUP_FAST_PORTABLE=1 \
			-D__get_user_pages_fast=ours_only_fast -Dget_user_pages_fast=ours_fast
		objects="$objects gup_fast.o gup_public.o"
	fi
	kernel_object tables.o "$here/tables.c" -g -DEQUAL_TABLES "$features" $ours
	objects="$objects tables.o"
	for source in main differences model random shrink plainer; do
		# shellcheck disable=SC2046 # a list of flags
		"${cross}gcc" $(setting "$row" user) -O2 -g -Wall -fno-pic -no-pie \
			-DEQUAL_ARENA="$(setting "$row" arena)" -c -o "$source.o" "$here/$source.c" >> log 2>&1 ||
			die "$row: $source.c does not compile; read $work/$row/log"
	done
	# Only what the walkers and tables.c reach; the rest of swap.c and its like falls away.
	# shellcheck disable=SC2046,SC2086 # lists of flags and files
	"${cross}gcc" $(setting "$row" user) -nostdlib -r -Wl,--gc-sections -Wl,-e,equal_run $(sed -n \
		's/^EQUAL_SEAM .*\(equal_[a-z_]*\)(.*/-Wl,-u,\1/p' "$here/equal.h" | grep -v equal_stop) \
		-o kernel.o $objects >> log 2>&1 || die "$row: does not link; read $work/$row/log"
	for symbol in $(setting "$row" strip); do
		"$cross"objcopy --strip-symbol="$symbol" kernel.o
	done
	# What nobody has is told by its name if it is used; see EQUAL_NAMES.
	"${cross}nm" -u kernel.o | awk 'NF == 2 && $2 !~ /equal_stop$/ { print $2 }' > names
	{
		echo 'const char *const names[] = {'
		sed 's/.*/	"&",/' names
		echo '	0 };'
		echo 'const unsigned long nr_names = sizeof(names) / sizeof(*names) - 1;'
	} > names.c
	# The C library has some of these names too, and is not to meet ours.
	awk '{ print $1, "nobody_has_" $1 }' names > names.map
	"$cross"objcopy --redefine-syms=names.map kernel.o
	awk '{ printf "-Wl,--defsym,%s=%d\n", $2, 4096 + 16 * (NR - 1) }' names.map > names.flags
	# shellcheck disable=SC2046 # a list of flags
	"${cross}gcc" $(setting "$row" user) -static -no-pie -o equal names.c main.o differences.o model.o random.o shrink.o plainer.o \
		kernel.o @names.flags >> log 2>&1 ||
		die "$row: does not link; read $work/$row/log"
}

built='' tap=$work/results
: > "$tap"
for row in $rows; do
	run=$(setting "$row" run)
	[ -z "$run" ] || need "$run" qemu-user
	if [ -n "${EQUAL_PROGRAM-}" ]; then
		mkdir -p "$work/$row"
		built="$built $row"
		continue
	fi
	echo "equal: $row: building"
	if (build "$row"); then
		built="$built $row"
	else
		echo "not ok - $row: does not build" | tee -a "$tap"
	fi
done
flock -u 9
[ -n "$conv" ] || echo "# no series in $OUT, so private walkers and the model only; type: make convert LINUX=$LINUX"
for row in $built; do
	run=$(setting "$row" run)
	[ -f "$work/$row/gup_fast.o" ] || [ -z "$conv" ] ||
		echo "# $row: the series in $OUT leaves its private walker, so that and the model only"
	echo "equal: $row: SEED=$SEED FIRST=$FIRST TABLES=$TABLES"
	again="make equal LINUX=$LINUX ARCH=$row SEED=$SEED FIRST=$FIRST TABLES=$TABLES"
	# shellcheck disable=SC2086 # nothing, or a program
	judged "equal: $row" "$EQUAL_SECONDS" "$work/$row/said" "$again" \
		${EQUAL_PROGRAM:-$run "$work/$row/equal"} "$row" "$here/known" "$SEED" "$FIRST" "$TABLES" ||
		echo "# again: $again, or FIRST= as said above and TABLES=1" >> "$work/$row/said.tap"
	cat "$work/$row/said.err" >&2
	cat "$work/$row/said.tap"
	cat "$work/$row/said.tap" >> "$tap"
done
counted "$tap"
closing
