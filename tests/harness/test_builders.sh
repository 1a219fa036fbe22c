#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# The same as test_runners of what builds and boots kernels, and of the mutants that a
# machine makes: does each turn red if what it builds or boots ends in another way than its
# results explain, and is it green if all is well?
#
# usage: [RUNNER="NAME..."] test_builders.sh	TAP on stdout, seconds
#
# Compilers, make and kernels are planted; $STUB says how what a runner waits for ends.
# shellcheck disable=SC2016,SC2317 # planted scripts are no part of this one; turns() calls words()
set -u
top=$(readlink -f "$(dirname "$0")/../..") area=harness work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
# shellcheck source=tests/tap.sh
. "$top/tests/tap.sh"
# shellcheck source=tests/harness/turns.sh
. "$top/tests/harness/turns.sh"
unset LAYOUT SEED LINUX OUT BUILD MUTANT

plant() { cat > "$1"; chmod +x "$1"; }

# A tree of each kind, as it is and converted: in a/ and b/, as the paths of a patch say.
series() { # KIND FILE-OF-THE-OLD-WALKER
	local at=$work/$1
	mkdir -p "$at/a/mm" "$at/a/arch/x86/mm" "$at/a/include/linux" "$at/out/series"
	printf 'VERSION = 6\nPATCHLEVEL = 12\n' > "$at/a/Makefile"
	touch "$at/a/Kbuild" "$at/a/mm/"{Kconfig,util.c,memory.c,Makefile}
	[ "$1" = older ] || echo '	if (unlikely(pmd_val(orig) != pmd_val(*pmdp))) {' > "$at/a/mm/gup.c"
	echo 'static int gup_pte_range(pmd_t pmd)' >> "$at/a/$2"
	cp -r "$at/a" "$at/b"
	sed -i /gup_pte_range/d "$at/b/$2"
	[ -s "$at/b/$2" ] || rm "$at/b/$2"
	mkdir -p "$at/b/arch/x86/include/asm"
	echo 'obj-$(CONFIG_GUP_FAST_PORTABLE) += gup_fast.o gup_public.o' >> "$at/b/mm/Makefile"
	echo ours | tee "$at/b/mm/gup_fast.c" > "$at/b/arch/x86/include/asm/gup_ops.h"
	{
		echo " delete mode 100644 $2"
		cd "$at" && git diff --no-index --no-prefix a b
	} > "$at/out/series/0001-ours.patch"
	rm -r "$at/b"
}
(series older arch/x86/mm/gup.c)
(series newer mm/gup.c)

# make: of a tree with the walker it makes what $STUB lets it; objects are the lines that
# nm prints of them.
for tool in sparse clang-19 powerpc-linux-gnu-gcc arm-linux-gnueabi-gcc qemu-system-riscv64 qemu-system-arm; do
	ln -s /bin/true "$work/bin/$tool"
done
plant "$work/bin/nm" << 'END'
#!/bin/sh
cat "$@"
END
plant "$work/bin/make" << 'END'
#!/bin/bash
echo "$*" >> "$STUB_LOG"
goals=()
while [ $# -gt 0 ]; do
	case $1 in
	-C) tree=$2; shift ;;
	O=*) out=${1#O=} ;;
	-* | *=*) ;;
	*) goals+=("$1") ;;
	esac
	shift
done
ours=
[ ! -f "$tree/mm/gup_fast.c" ] || ours=1
case " ${goals[*]} " in
*" allnoconfig "* | *" prepare "*)
	mkdir -p "$out"
	echo "CONFIG_${ours:+GUP_FAST_PORTABLE}=y" > "$out/.config"
	exit 0
	;;
esac
# all: each object
all() {
	local goal
	mkdir -p "$out/mm" "$out/arch/x86/mm"
	for goal in "${goals[@]}" mm/built-in.a; do
		case $goal in */) ;; *) mkdir -p "$out/${goal%/*}"; echo "0 T some" > "$out/$goal" ;; esac
	done
	if [ -n "$ours" ]; then
		echo "0 T gup_fast_pages" | tee "$out/mm/gup_fast.o" > "$out/mm/gup_public.o"
	else
		echo "0 t gup_pte_range" | tee "$out/mm/gup.o" > "$out/arch/x86/mm/gup.o"
	fi
}
[ "$ours$STUB_SIDE" = "${ours}base" ] || [ -n "$ours" ] || { all; exit 0; }
case $STUB in
passes) all ;;
warns) all; echo "mm/gup_fast.c:3:1: warning: unused variable 'x'" >&2 ;;
exit_0) ;;
exit_1) exit 1 ;;
signal) kill -SEGV $$ ;;
late) all; exit 2 ;;
cc_dies) all; rm "$out/mm/util.o" 2> /dev/null; echo "make[1]: *** [scripts/Makefile.build:258: mm/util.o] Error 139" >&2; exit 2 ;;
esac
END
export STUB_SIDE=

# tests/older/series.sh
rows=$work/tree/tests
mkdir -p "$work/tree/coccinelle/enable" "$rows/convert"
cp -r "$top/tests/older" "$top/tests/kernel" "$top/tests/tap.sh" "$rows"
cp -r "$top/tests/upstream" "$rows"
cp "$top/tests/convert/tap.sh" "$rows/convert"
printf 'absent x86 absent- gcc-absent - 64BIT\n' >> "$rows/older/rows"
older() { env LINUX="$work/older/a" OUT="$work/older/out" BUILD="$work/build" "$rows/older/series.sh" "$@"; }
words() { echo '^not ok .*x86-64: 0001-ours'; }
turns green older/series passes older x86-64
for how in warns exit_0 exit_1 signal late cc_dies; do turns red older/series $how older x86-64; done
rc=0
said=$(STUB=passes older absent 2>&1) || rc=$?
result "$([ $rc = 4 ] && grep -q '^0 passed, 0 failed, 1 skipped$' <<< "$said"; echo $?)" "older/series: without a compiler it is no pass" "status $rc: $said"

# tests/kernel/objects.sh and series.sh, where Kconfig has nothing to decide.
plant "$rows/kernel/configure.sh" << 'END'
#!/bin/sh
mkdir -p "$3"
ours=
[ ! -f "$2/mm/gup_fast.c" ] || ours=GUP_FAST_PORTABLE
printf 'CONFIG_%s=y\n' HAVE_GUP_FAST $ours >"$3/.config"
END
newer() { env LINUX="$work/newer/a" OUT="$work/newer/out" BUILD="$work/build" "$rows/kernel/$1.sh" "${@:2}"; }
words() { echo '^not ok .*x86'; }
for runner in objects series; do
	turns green kernel/$runner passes newer $runner x86
	for how in exit_0 exit_1 signal late; do turns red kernel/$runner $how newer $runner x86; done
done
turns red kernel/objects warns newer objects x86

# tests/upstream/run.sh: objects by make, and boots whose kernels say what $STUB lets them.
mkdir -p "$work/tree/docs/upstream"
cp "$work/newer/out/series/0001-ours.patch" "$work/tree/docs/upstream"
plant "$rows/kernel/build.sh" << 'END'
#!/bin/sh
mkdir -p "$3/arch/riscv/boot"
: >"$3/arch/riscv/boot/Image"
END
plant "$rows/kernel/initramfs.sh" << 'END'
#!/bin/sh
cat >/dev/null
END
plant "$rows/kernel/boot.sh" << 'END'
#!/bin/bash
echo "$*" >> "$STUB_LOG"
say() { local name; for name in "${@:2}"; do echo "[ 1.0] | napot: result $name $1" >> "$log"; done; }
log=$4
case $2 in *-base) wrong=15 side=base ;; *) wrong=0 side=conv ;; esac
[ $side = conv ] || { say 15 vmsplice_wrong direct_io_wrong locks_wrong; exit 0; }
case $STUB in
exit_0) : > "$log"; exit 0 ;;
exit_1) exit 1 ;;
signal) kill -SEGV $$ ;;
fewer) say 0 vmsplice_wrong locks_wrong; exit 0 ;;
esac
say 0 vmsplice_wrong direct_io_wrong locks_wrong
case $STUB in
late) kill -SEGV $$ ;;
timeout) echo "boot.sh: not through after 600 s"; exit 1 ;;
sanitizer) echo "[ 2.0] BUG: KASAN: use-after-free in gup_fast_pages" >> "$log" ;;
esac
exit 0
END
plant "$rows/kernel/one.sh" << 'END'
#!/bin/sh
echo "$*" >> "$STUB_LOG"
case $STUB in
passes) echo "12 passed, 0 failed" ;;
fails) echo "11 passed, 1 failed"; exit 1 ;;
fewer) echo "0 passed, 0 failed" ;;
exit_1) exit 1 ;;
signal) kill -SEGV $$ ;;
esac
END
plant "$work/bin/objdump" << 'END'
#!/bin/sh
END
upstream() { env LINUX="$work/newer/a" OUT="$work/newer/out" BUILD="$work/build" "$rows/upstream/run.sh" "$@"; }
words() { case $1 in late | timeout) echo 'the boot ended with status' ;; sanitizer) echo KASAN ;; *) echo '^not ok .*riscv' ;; esac; }
turns green upstream passes upstream napot
for how in exit_0 exit_1 signal fewer late timeout sanitizer; do turns red upstream $how upstream napot; done
words() { echo '^not ok .*mips'; }
turns green upstream passes upstream boots
for how in fails exit_0 exit_1 signal fewer; do turns red upstream $how upstream boots; done
words() { echo 'i386.*\(does not compile\|no object\)'; }
for how in exit_0 exit_1 signal late; do STUB_SIDE=base turns red upstream $how upstream objects; done

# tests/older/headline.sh: a futex that hangs before, and not after.
plant "$rows/older/build.sh" << 'END'
#!/bin/sh
mkdir -p "$3/tree" "$3/build"
END
plant "$rows/kernel/walker.sh" << 'END'
#!/bin/sh
echo theirs
END
plant "$rows/older/boot.sh" << 'END'
#!/bin/sh
echo "$*" >> "$STUB_LOG"
futex="a futex in the tail of a transparent huge page"
case $2 in
*/before) echo "1..1"; echo "not ok 1 - $futex"; exit 1 ;;
esac
case $STUB in
exit_0) exit 0 ;;
exit_1) exit 1 ;;
signal) kill -SEGV $$ ;;
fails) echo 1..1; echo "not ok 1 - $futex"; exit 1 ;;
fewer) echo 1..3; echo "ok 1 - $futex, 1 s" ;;
passes) echo 1..1; echo "ok 1 - $futex, 1 s" ;;
*) echo 1..1; echo "ok 1 - $futex, 1 s" ;;
esac
case $STUB in
late) kill -SEGV $$ ;;
timeout) echo "boot.sh: the last command was not reached within 60 s"; exit 1 ;;
sanitizer) echo "[ 2.0] BUG: KASAN: use-after-free"; echo "boot.sh: the kernel complains"; exit 1 ;;
esac
END
mkdir -p "$work/older/out/enable/arm"
cp "$work/older/out/series/0001-ours.patch" "$work/older/out/enable/arm"
printf '#!/bin/sh\n' | plant "$work/tree/coccinelle/enable/enable.sh"
headline() { env OUT="$work/older/out" "$rows/older/headline.sh" arm "$work/older/a" "$work/headline"; }
words() { echo '^not ok .*after,'; }
turns green older/headline passes headline
for how in fails exit_0 exit_1 signal fewer late timeout sanitizer; do turns red older/headline $how headline; done

# The generator: a program of two tests, which ends wrongly without a mutant (base_*), or
# with one. Only a test that fails, a sanitizer, a crash or a time limit may kill that.
cat > "$work/small.c" << 'END'
int small(int a) { return a + 1; }
END
cat > "$work/tests.c" << 'END'
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int small(int a);
int main(int argc, char **argv)
{
	const char *stub = getenv("STUB"), *mutant = getenv("GUP_MUTANT"), *log = getenv("STUB_LOG");
	FILE *file = fopen(log, "a");
	int i, failed = 0, base = !strncmp(stub, "base_", 5);

	fprintf(file, "%s\n", stub);
	fclose(file);
	if (argc == 2)
		return puts("one\ntwo") < 0;
	stub += base ? 5 : 0;
	/* Is it this one that is to end wrongly? */
	if (base == (mutant && atoi(mutant)))
		stub = "passes";
	if (!strncmp(stub, "exit_", 5))
		return stub[5] - '0';
	if (!strcmp(stub, "signal"))
		raise(SIGUSR1);
	if (!strcmp(stub, "sanitizer"))
		fputs("x.c:1:1: runtime error: shift exponent -1 is negative\n", stderr);
	for (i = 3; i < argc && strcmp(stub, "fewer"); i++) {
		int good = small(1) == 2 && small(-1) == 0;

		failed += !good;
		printf("%s %d - %s\n", good ? "ok" : "not ok", i - 2, argv[i]);
	}
	return !!failed;
}
END
generator() { /usr/bin/python3 -B "$top/tests/mutants/generate/run.py" --work "$work/made.$STUB" --plain "$work/tests.c" --equivalent "$work/none" "$work/small.c"; }
touch "$work/none"
if /usr/bin/python3 -c 'import clang.cindex' 2> /dev/null; then
	words() { echo 'one of plain fails without a mutant\|ended with status .* which says nothing'; }
	turns green generator passes generator
	for how in exit_0 exit_1 signal fewer base_exit_0 base_exit_1 base_signal base_fewer base_sanitizer; do
		turns red generator $how generator
	done
else
	skip generator "no bindings of libclang; type: make deps"
fi
finish
