#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: boot.sh ARCH DIR [COMMAND...]
#
# Boots what build.sh made in DIR, runs each COMMAND ("SECONDS PROGRAM ARGUMENT..."; by
# default "300 load -s 60"), and prints what they print, each with how it ended, then
# whatever the kernel complained about. Programs are load.c and, with SOURCES="FILE.c...",
# others. Succeeds if each COMMAND did and the kernel had nothing to say. The console is
# in DIR/console; MEMORY (1G) is the machine's, APPEND_MORE goes to the command line.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -ge 2 ] || usage 2
older_setup "$1"
# What an earlier run left there is not what this one says.
[ ! -d "$2" ] || : >"$2/console"
[ -f "$2/build/$IMAGE" ] || die "'$2' has no kernel; make one with build.sh $1 TREE $2"
dir=$(cd "$2" && pwd)
shift 2
[ $# -gt 0 ] || set -- "300 load -s 60"
need "$QEMU" "$QEMU_PACKAGE"
need "${CROSS}gcc" "$CC_PACKAGE"

# The initramfs.
mkdir -p "$dir/bin"
for source in "$here/../kernel/init.c" "$here/load.c" ${SOURCES-}; do
	"${CROSS}gcc" -O2 -static -pthread -Wall -Wextra -o "$dir/bin/$(basename "$source" .c)" \
		"$source" || die "$source does not build for $KARCH"
done
limit=60
number=0
: >"$dir/tests"
for command; do
	number=$((number + 1))
	limit=$((limit + ${command%% *}))
	echo "$number|${command%% *}|/bin/${command#* }" >>"$dir/tests"
done
{
	for name in dev proc sys tmp bin; do
		echo "dir /$name 755 0 0"
	done
	echo "nod /dev/console 600 0 0 c 5 1"
	echo "file /init $dir/bin/init 755 0 0"
	echo "file /tests $dir/tests 644 0 0"
	for file in "$dir"/bin/*; do
		echo "file /bin/${file##*/} $file 755 0 0"
	done
} >"$dir/cpio.list"
"$dir/build/usr/gen_init_cpio" "$dir/cpio.list" | gzip -9n >"$dir/initramfs.gz"

# A kernel that has lost a page is not waited for: panic=-1 resets at once, and -no-reboot
# makes an exit of it.
log=$dir/console
# shellcheck disable=SC2086 # lists of options
"$QEMU" $MACHINE $CPUS -m "${MEMORY-1G}" -nodefaults -display none -serial "file:$log" -no-reboot \
	-kernel "$dir/build/$IMAGE" -initrd "$dir/initramfs.gz" \
	-append "$APPEND panic=-1 oops=panic loglevel=7 log_buf_len=2M ${APPEND_MORE-}" \
	</dev/null >"$dir/qemu.log" 2>&1 &
pid=$!
trap 'kill "$pid" 2>/dev/null || :' EXIT
trap 'exit 130' INT TERM

# Not each of these machines can power off, so QEMU is ended after the last line.
waited=0
while kill -0 "$pid" 2>/dev/null && [ "$waited" -lt "$limit" ] && ! grep -aq '@@@ done' "$log"; do
	sleep 1
	waited=$((waited + 1))
done
kill "$pid" 2>/dev/null || :
wait "$pid" 2>/dev/null || :

result=0
tr -d '\r' <"$log" | sed -n 's/^\[[^]]*\] //; s/^| //p; s/^@@@ end /== /p'
tr -d '\r' <"$log" | grep -aq '@@@ done' || {
	echo "boot.sh: the last command was not reached within $limit s; read $log"
	result=1
}
[ "$(grep -ac '@@@ end [0-9]* exit-0 ' "$log")" = "$number" ] || result=1
complaints='BUG|WARNING|Oops|Call trace|INFO: (possible|task|rcu)|Bad page|hard LOCKUP|Kernel panic|Unable to handle|nonzero|detected stall'
if grep -avE '\] \| ' "$log" | grep -anE "$complaints"; then
	echo "boot.sh: the kernel complains; read $log"
	result=1
fi
exit "$result"
