#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] [ARCHES="x86 arm64 ..."] matrix.sh
#
# Builds, boots and compares every row of ARCHES and writes the table into
# MATRIX (default docs/matrix.md). A run that was stopped goes on where it was.
# HOSTS names a file for parallel's --sshloginfile to boot on other machines,
# which need QEMU only; JOBS (default 1) is the number of boots at a time.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# = 0 ] || usage 2
: "${ARCHES:=x86 arm64 arm powerpc x86-debug}"
: "${BUILD:=build}" "${JOBS:=1}" "${MATRIX:=$here/../../docs/matrix.md}"
need parallel parallel
[ -z "${HOSTS-}" ] || [ -f "$HOSTS" ] ||
	die "HOSTS=$HOSTS is no file; give one for parallel --sshloginfile"
for row in $ARCHES; do
	arch_setup "$row"
	[ -n "${HOSTS-}" ] || need "$QEMU" "$QEMU_PACKAGE"
done
[ -z "${HOSTS-}" ] || HOSTS=$(cd "$(dirname "$HOSTS")" && pwd)/${HOSTS##*/}
case $MATRIX in
/*) ;;
*) MATRIX=$PWD/$MATRIX ;;
esac

# shellcheck disable=SC2086 # a list of rows
LINUX=${LINUX-} OUT=${OUT-} BUILD=$BUILD "$here/images.sh" $ARCHES

# Paths are relative to this folder, so that they hold on other machines too.
cd "$BUILD/boot"
mkdir -p bin logs
cp "$here/boot.sh" "$here/arch.sh" bin/
for row in $ARCHES; do
	arch_setup "$row"
	for side in base conv; do
		echo "$row $side $ARCH"
	done
done >jobs.list
# A job log holds for these very images and tests.
id=$(cat images/*.id selftests/*/id bin/boot.sh | sha256sum | cut -c1-16)
set -- --jobs "$JOBS" --colsep ' ' --joblog "joblog.$id" --resume-failed \
	--line-buffer --arg-file jobs.list
[ -z "${HOSTS-}" ] || set -- "$@" --sshloginfile "$HOSTS" --workdir . \
	--basefile bin/boot.sh --basefile bin/arch.sh \
	--transferfile 'images/{1}-{2}' \
	--transferfile 'selftests/{3}/initramfs.gz' --return 'logs/{1}-{2}.log'
parallel "$@" mkdir -p logs ';' sh bin/boot.sh '{1}' 'images/{1}-{2}' \
	'selftests/{3}/initramfs.gz' 'logs/{1}-{2}.log' || :

bad=
{
	echo "# The selftests on unconverted and converted kernels"
	echo
	echo "Written by \`make test-boot\` on $(date -u +%F), Linux" \
		"$(sed -n 's/^VERSION = //p; s/^PATCHLEVEL = /./p
		s/^SUBLEVEL = /./p' tree/Makefile | tr -d '\n')," \
		"$(gcc --version | sed -n 1p)."
	echo "Programs that were run: $(cut -d'|' -f1 selftests/*/tests |
		sed 's,/.*,,' | sort -u | tr '\n' ' ')in QEMU:"
	for row in $ARCHES; do
		arch_setup "$row"
		echo "* $row: $("$QEMU" --version 2>/dev/null | sed -n 1p)," \
			"\`$(echo "$MACHINE" "$CPUS" | tr -s '\t\n' ' ')\`"
	done
	echo
	echo "Figures are subtests that pass, fail, and are skipped; \"same\"" \
		"is test by test."
	echo "\"kernel\" is: no splat, pins balanced, console complete, end" \
		"reached."
	echo
	echo "| kernel | test program | unconverted | converted | same |"
	echo "|---|---|---|---|---|"
	for row in $ARCHES; do
		for side in base conv; do
			"$here/results.sh" "logs/$row-$side.log" \
				>"logs/$row-$side.results"
		done
		"$here/compare.sh" --table "$row" "logs/$row-base.results" \
			"logs/$row-conv.results" || echo "$row" >>bad.new
	done
} >matrix.new
if [ -f bad.new ]; then
	bad=$(tr '\n' ' ' <bad.new)
	rm -f bad.new
fi
mkdir -p "$(dirname "$MATRIX")"
mv matrix.new "$MATRIX"

passed=0
failed=0
for row in $ARCHES; do
	echo "== $row"
	"$here/compare.sh" "logs/$row-base.results" "logs/$row-conv.results" \
		>compare.out || :
	cat compare.out
	n=$(sed -n 's/^\([0-9]*\) passed, .*/\1/p' compare.out)
	passed=$((passed + n))
	n=$(sed -n 's/^.* passed, \([0-9]*\) failed/\1/p' compare.out)
	failed=$((failed + n))
done
rm -f compare.out
echo "Written: $MATRIX"
[ -z "$bad" ] || echo "Different: $bad"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
