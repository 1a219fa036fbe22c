#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# usage: test_one.sh
#
# An older tree whose build fails has no kernel to boot, whatever an earlier run left, and a
# converted one that has the old walker is none. Builds and boots are planted here.
set -eu
here=$(dirname "$(readlink -f "$0")")
[ $# = 0 ] || { sed -n '/^# usage:/,/^$/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"

mkdir -p "$tmp/tests" "$tmp/linux/arch/x86/mm" "$tmp/out/series"
cp -a "$here" "$here/../kernel" "$here/../tap.sh" "$tmp/tests"
: > "$tmp/linux/arch/x86/mm/gup.c"
cat > "$tmp/out/series/0001-ours.patch" << 'END'
--- a/arch/x86/mm/gup.c
+++ /dev/null
@@ -1,2 +0,0 @@
-static noinline int gup_pte_range(pmd_t pmd)
-int get_user_pages_fast(unsigned long start)
--- /dev/null
+++ b/arch/x86/include/asm/gup_ops.h
--- /dev/null
+++ b/mm/gup_fast.c
END
# The image is as it was where the build fails.
cat > "$tmp/tests/older/build.sh" << 'END'
side=${3##*/}
[ ! -e "$PLANTED/fails-$side" ] || { echo "planted: $side is not built"; exit 1; }
mkdir -p "$3/tree/mm" "$3/build"
echo 'obj-$(CONFIG_GUP_FAST_PORTABLE) += gup_fast.o gup_public.o' >"$3/tree/mm/Makefile"
: >"$3/tree/mm/Kconfig"
cp "$PLANTED/config-$side" "$3/build/.config"
cp "$PLANTED/map-$side" "$3/build/System.map"
END
cat > "$tmp/tests/older/boot.sh" << 'END'
echo "${2##*/}" >>"$PLANTED/booted"
echo "ok 1 - futex"
END
chmod +x "$tmp"/tests/*/*.sh

# run WHAT STATUS BOOTED: what one.sh ends with, and what it booted
run() {
	local rc=0 status=0
	: > "$tmp/booted"
	PLANTED=$tmp LINUX=$tmp/linux OUT=$tmp/out BUILD=$tmp/build "$tmp/tests/older/one.sh" x86 > "$tmp/said" 2>&1 || status=1
	[ "$status" = "$2" ] && [ "$(xargs < "$tmp/booted")" = "$3" ] || rc=1
	result $rc "$1" "wanted: $2 and $3; $status and $(xargs < "$tmp/booted"): $(cat "$tmp/said")"
}
theirs() { : > "$tmp/config-$1"; echo 'ffffffff81000000 t gup_pte_range' > "$tmp/map-$1"; }
ours() { echo CONFIG_GUP_FAST_PORTABLE=y > "$tmp/config-$1"; echo 'ffffffff81000000 T gup_fast_pages' > "$tmp/map-$1"; }

theirs base
ours conv
run "each kernel has its own walker" 0 "base conv"
for side in base conv; do
	: > "$tmp/fails-$side"
	run "$side is not built: the kernel that an earlier run left is not booted" 1 "$(echo base conv | sed "s/ *$side *//")"
	rm "$tmp/fails-$side"
done
theirs conv
run "the converted kernel has the old walker" 1 base
ours base
ours conv
run "so has the unconverted one ours" 1 conv
: > "$tmp/config-conv"
echo 'ffffffff81000000 W get_user_pages_fast' > "$tmp/map-conv"
theirs base
run "the converted kernel has no walker" 1 base
finish
