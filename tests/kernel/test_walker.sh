#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# usage: test_walker.sh
#
# A converted kernel must have our walker, and an unconverted one its own; else two kernels
# that are alike are compared, and are the same. Here is a tree of a few lines, with a
# series for it that is right and ones that are not, and each script that builds kernels or
# objects must tell. Needs no kernel.
set -eu
here=$(dirname "$(readlink -f "$0")")
[ $# = 0 ] || { sed -n '/^# usage:/,/^$/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"

# tree DIR: what all these scripts look at in a kernel
tree() {
	mkdir -p "$1"/mm "$1"/arch/x86/include/asm
	cat > "$1/Makefile" << 'END'
VERSION = 6
PATCHLEVEL = 12
set = $(shell grep -q '^CONFIG_$1=y' $(O)/.config 2> /dev/null && echo $2)
allnoconfig:
	@mkdir -p $(O)/mm
	@grep -q 'select HAVE_GUP_FAST$$' arch/x86/Kconfig && \
		echo CONFIG_HAVE_GUP_FAST=y > $(O)/.config || echo > $(O)/.config
prepare scripts: ;
objects = mm/gup.o $(call set,HAVE_GUP_FAST,$(shell sed -n "s,.* gup_fast,mm/gup_fast,p" mm/Makefile))
mm/%.o: force
	@$(CC) -w -c -o $(O)/$@ mm/$*.c
mm/: $(objects)
	@touch $(O)/mm/built-in.a
bzImage: $(objects)
	@(cd $(O) && nm $^ | grep -v '^ ') > $(O)/System.map
	@mkdir -p $(O)/arch/x86/boot && cp $(O)/System.map $(O)/arch/x86/boot/bzImage
force: ;
END
	: > "$1/Kbuild"
	printf 'config HAVE_GUP_FAST\n\tbool\n' > "$1/mm/Kconfig"
	printf 'config X86\n\tselect HAVE_GUP_FAST\n' > "$1/arch/x86/Kconfig"
	echo 'obj-y += gup.o' > "$1/mm/Makefile"
	cat > "$1/mm/gup.c" <<- 'END'
		static __attribute__((noinline)) int gup_fast_pte_range(int n)
		{
			return n > 3;
		}
		int get_user_pages_fast(int n)
		{
			return gup_fast_pte_range(n);
		}
	END
}

# converted DIR: of the series that is right
converted() {
	echo 'obj-$(CONFIG_HAVE_GUP_FAST) += gup_fast.o' >> "$1/mm/Makefile"
	echo 'int gup_fast_pages(int n) { return n > 3; }' > "$1/mm/gup_fast.c"
	cat > "$1/mm/gup.c" <<- 'END'
		int gup_fast_pages(int n);
		int get_user_pages_fast(int n)
		{
			return gup_fast_pages(n);
		}
	END
	echo '/* ours */' > "$1/arch/x86/include/asm/gup_ops.h"
}

# series NAME [COMMAND]: for $tmp/linux in $tmp/NAME, after the COMMAND in the converted tree
series() {
	rm -rf "$tmp/a" "$tmp/b"
	mkdir -p "$tmp/$1/series"
	tree "$tmp/a"
	tree "$tmp/b"
	converted "$tmp/b"
	(cd "$tmp/b" && "${2:-true}")
	(cd "$tmp" && diff -urN a b) > "$tmp/$1/series/0001-ours.patch" || true
}
# The condition that a conversion of 3.14 wrote once, of an int, which is never y.
dead() { sed -i 's/select HAVE_GUP_FAST$/& if WORD_SIZE/' arch/x86/Kconfig; }
not_built() { sed -i '/gup_fast.o/d' mm/Makefile; }
both() { sed 's/get_user_pages_fast/old_&/' "$tmp/a/mm/gup.c" >> mm/gup.c; }

# built GOAL [NAME]: the tree, or with the series of that name, in $tmp/tree and $tmp/dir
built() {
	rm -rf "$tmp/tree" "$tmp/dir"
	cp -a "$tmp/linux" "$tmp/tree"
	[ $# = 1 ] || patch -d "$tmp/tree" -p1 -s < "$tmp/$2/series/0001-ours.patch"
	make -s -C "$tmp/tree" O="$tmp/dir" CC=gcc allnoconfig
	make -s -C "$tmp/tree" O="$tmp/dir" CC=gcc "$1"
}
# expect WHAT WORDS [ROW] [--of WALKER]: walker.sh prints that one word, or fails with WORDS
expect() {
	local what=$1 words=$2 rc=0 status=0
	shift 2
	"$here/walker.sh" "${1:-x86}" x86 "$tmp/tree" "$tmp/dir" "${@:2}" "$tmp"/right/series/*.patch \
		> "$tmp/said" 2>&1 || status=1
	case $words in
	ours | theirs | none) [ "$status" = 0 ] && [ "$(cat "$tmp/said")" = "$words" ] || rc=1 ;;
	*) [ "$status" = 1 ] && grep -qF -- "$words" "$tmp/said" || rc=1 ;;
	esac
	result $rc "$what" "wanted: $words; was said: $(cat "$tmp/said")"
}

tree "$tmp/linux"
series right
series dead dead
series not_built not_built
series both both
area="walker.sh, linked"
built bzImage
expect "an unconverted build has its own walker" theirs
expect "a series that is not there does not pass for one" "due is: ours" x86 --of theirs
sed -i 's/^t gup_fast_pte_range$/&.constprop.0/' "$tmp/dir/System.map"
expect "also if the compiler made a special one of it" theirs
: > "$tmp/dir/.config"
expect "an unconverted build with a walker that is not configured" "by its .config"
built bzImage right
expect "a converted build has ours" ours x86 --of theirs
expect "it does not pass for an unconverted one" "said to be unconverted"
expect "nor where no fast gup is to be had" "due is: none" arm-2level --of none
: > "$tmp/dir/.config"
expect "ours is linked, and not configured" "by its .config" x86 --of theirs
area="walker.sh, objects"
built mm/
expect "an unconverted build has its own walker" theirs
built mm/ right
expect "a converted build has ours" ours x86 --of theirs
expect "it does not pass for an unconverted one" "said to be unconverted"
area=

# The scripts that build, with what stands for Kconfig and the selftests.
mkdir "$tmp/tests"
cp -a "$here" "$here/../tap.sh" "$tmp/tests"
cat > "$tmp/tests/kernel/configure.sh" << 'END'
mkdir -p "$3" && make -s -C "$2" O="$3" allnoconfig
END
cat > "$tmp/tests/kernel/selftests.sh" << 'END'
mkdir -p "$3" && : > "$3/initramfs.gz"
END
chmod +x "$tmp"/tests/kernel/*.sh
export CCACHE_DISABLE=1

# script SERIES ok|WORDS SCRIPT ARGUMENT...: ends well, or fails and says so
script() {
	local series=$1 words=$2 rc=0 status=0
	shift 2
	rm -rf "$tmp/build"
	LINUX=$tmp/linux OUT=$tmp/$series BUILD=$tmp/build "$tmp/tests/$1" "${@:2}" > "$tmp/said" 2>&1 || status=1
	if [ "$words" = ok ]; then
		[ "$status" = 0 ] || rc=1
	else
		[ "$status" != 0 ] && grep -qF -- "$words" "$tmp/said" || rc=1
	fi
	result $rc "$1, series: $series" "wanted: $words; was said: $(cat "$tmp/said")"
}
images=build/boot-6.12/images
for name in kernel/images.sh "kernel/objects.sh --all" kernel/series.sh; do
	# shellcheck disable=SC2086 # a script and its option
	for series in right dead not_built both; do
		# Three scripts ask one routine, so each kind is shown by one of them.
		case $name-$series in kernel/images.sh-* | *-right | *-dead) ;; *) continue ;; esac
		words=ok
		case $series in
		dead) words="due is: ours" ;;
		not_built) words="due is: ours" ;;
		both) words="has both walkers" ;;
		esac
		script $series "$words" $name x86
		[ "$name" != kernel/images.sh ] || [ $series = right ] || {
			rc=0
			[ -f "$tmp/$images/x86-base" ] && [ ! -e "$tmp/$images/x86-conv" ] || rc=1
			result $rc "images.sh, series: $series: there is no image of it to be booted" "$(ls "$tmp/$images")"
		}
	done
done

finish
