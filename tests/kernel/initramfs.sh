#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: initramfs.sh ROW TREE OUT [SOURCE.c...]
#
# Packs OUT/initramfs.gz for ROW: init.c and each SOURCE, built statically, what
# is in OUT/bin, and the commands of OUT/tests, a line each as init.c says.
# SOURCEs may include headers of the Linux TREE, as <mm/gup_test.h>.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -ge 3 ] || usage 2
boots "$1"
tree=$2
[ -s "$3/tests" ] || die "'$3/tests' names no command; write name|seconds|command lines"
out=$(cd "$3" && pwd)
shift 3
need gcc gcc
need "${CROSS}gcc" "$CC_PACKAGE"
mkdir -p "$out/bin"
# Not each compiler has them: with -m32 there is no <asm/errno.h>.
[ -d "$out/usr/include" ] || install_headers "$(cd "$tree" && pwd)" "$out"
for source in "$here/init.c" "$@"; do
	name=$(basename "$source" .c)
	[ "$name" != init ] || name=../init
	# shellcheck disable=SC2086 # a list of words
	"${CROSS}gcc" $ABI_FLAGS -O2 -static -pthread -Wall -Wextra -isystem "$out/usr/include" -I "$tree" \
		-o "$out/bin/$name" "$source" ||
		die "$source does not build for $ROW"
done
gcc -O2 -w -o "$out/gen_init_cpio" "$tree/usr/gen_init_cpio.c" ||
	die "usr/gen_init_cpio.c of '$tree' does not build"
{
	for dir in dev proc sys tmp bin; do
		echo "dir /$dir 755 0 0"
	done
	echo "nod /dev/console 600 0 0 c 5 1"
	echo "file /init $out/init 755 0 0"
	echo "file /tests $out/tests 644 0 0"
	for file in "$out"/bin/*; do
		echo "file /bin/${file##*/} $file 755 0 0"
	done
} >"$out/cpio.list"
"$out/gen_init_cpio" "$out/cpio.list" | gzip -9n >"$out/initramfs.gz"
