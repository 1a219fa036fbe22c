#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] one.sh ROW
#
# Builds the kernel of ROW (x86, arm64, x86-pae, ...) without and with the series
# in OUT, boots both and compares the selftests' results. If all that differs is named
# in the file "timing", and only then, both are booted once more.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# = 1 ] || usage 2
boots "$1"
[ -n "$NATIVE" ] || need "$QEMU" "$QEMU_PACKAGE"

"$here/images.sh" "$1"
boot=$(boot_folder)
mkdir -p "$boot/logs"

# both RUN: boot both kernels, and compare them
both()
{
	for side in base conv; do
		log=$boot/logs/$ROW-$side$1
		rm -f "$log.id" "$log.log" "$log.results"
		"$here/boot.sh" "$ROW" "$boot/images/$ROW-$side" \
			"$boot/selftests/$TESTS/initramfs.gz" "$log.log" || :
		"$here/results.sh" "$log.log" >"$log.results"
	done
	"$here/compare.sh" "$boot/logs/$ROW-base$1.results" \
		"$boot/logs/$ROW-conv$1.results"
}

status=0
both '' || status=$?
[ "$status" = 3 ] || exit "$status"
echo "$ROW: booting both again, once, for the failures of timing above"
both -again
