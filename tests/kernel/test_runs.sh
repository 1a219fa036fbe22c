#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# usage: test_runs.sh
#
# What a run did not make is not its result: with builds, boots and logs that are planted,
# one.sh and matrix.sh must not take what an earlier run left for their own, and boot again
# for a failure of timing only. Needs no kernel.
set -eu
here=$(dirname "$(readlink -f "$0")")
[ $# = 0 ] || { sed -n '/^# usage:/,/^$/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
# shellcheck source=tests/tap.sh
. "$here/../tap.sh"
for program in parallel qemu-system-x86_64; do
	command -v $program > /dev/null || { skip "planted runs" "no $program; type: make deps"; finish; exit; }
done

# A log in which all is well, and what makes it another one, as a sed script.
cat > "$tmp/log" << 'END'
[    2.0] @@@ begin migration
[    2.1] | ok 1 migration.private_anon
[    2.2] @@@ end migration exit-0 0.6
[    2.3] @@@ pins migration 100 100
[    3.0] @@@ begin cow
[    3.1] | # [RUN] Basic COW after fork() ... with base page
[    3.2] | ok 1 No leak from parent into child
[    3.3] @@@ end cow exit-0 0.6
[    3.4] @@@ pins cow 200 200
[    4.0] @@@ pins all 200 200
[    4.1] @@@ done 2
END
late='s/ok 1 migration/not ok 1 migration/; s/migration exit-0/migration exit-1/'
splat='s/^.*@@@ end cow/[    3.2] BUG: KASAN: use-after-free in gup_fast_pages\n&/'
leak='s/ok 1 No leak/not ok 1 Leak/'
pins='s/pins cow 200 200/pins cow 200 199/'
short='/begin cow/,$d'

# The scripts, with planted ones beside them: images.sh makes what BUILDS lets it, and
# boot.sh takes the next line of logs-SIDE for what the kernel said, or is no kernel's.
mkdir -p "$tmp/tests" "$tmp/linux/mm" "$tmp/out"
cp -a "$here" "$here/../tap.sh" "$tmp/tests"
printf 'VERSION = 6\nPATCHLEVEL = 12\n' > "$tmp/linux/Makefile"
: > "$tmp/linux/mm/gup.c"
cat > "$tmp/tests/kernel/images.sh" << 'END'
boot=$BUILD/boot-6.12
mkdir -p "$boot/images" "$boot/selftests/x86-list"
echo tests >"$boot/selftests/x86-list/id"
: >"$boot/selftests/x86-list/initramfs.gz"
for side in base conv; do
	[ ! -e "$PLANTED/fails-$side" ] || exit 1
	cat "$PLANTED/kernel" >"$boot/images/x86-$side"
	cat "$PLANTED/kernel" >"$boot/images/x86-$side.id"
done
END
cat > "$tmp/tests/kernel/boot.sh" << 'END'
side=${2##*-}
echo "$side" >>"$PLANTED/booted"
[ -s "$PLANTED/logs-$side" ] || exit 1
sed "$(sed -n 1p "$PLANTED/logs-$side")" "$PLANTED/log" >"$4"
sed -i 1d "$PLANTED/logs-$side"
grep -q '@@@ done' "$4"
END
chmod +x "$tmp"/tests/kernel/*.sh

# run SCRIPT BASE CONV...: the sed scripts of the first boot, then of the second
run() {
	local script=$1
	shift
	: > "$tmp/booted"
	: > "$tmp/logs-base"
	: > "$tmp/logs-conv"
	while [ $# -gt 0 ]; do
		echo "$1" >> "$tmp/logs-base"
		echo "$2" >> "$tmp/logs-conv"
		shift 2
	done
	[ "$script" = matrix.sh ] || set -- x86
	status=0
	PLANTED=$tmp LINUX=$tmp/linux OUT=$tmp/out BUILD=$tmp/build ARCHES=x86 MATRIX=$tmp/matrix.md \
		"$tmp/tests/kernel/$script" "$@" > "$tmp/said" 2>&1 || status=1
}
# expect STATUS BOOTS WHAT
expect() {
	local rc=0
	[ "$status" = "$1" ] && [ "$(grep -c . "$tmp/booted")" = "$2" ] || rc=1
	result $rc "$3" "wanted: status $1 and $2 boots; status $status and $(xargs < "$tmp/booted"): $(cat "$tmp/said")"
}
# try STATUS BOOTS WHAT BASE CONV...: with a kernel that was not booted yet
try() {
	rm -rf "$tmp/build" "$tmp/matrix.md"
	echo one > "$tmp/kernel"
	run "$area" "${@:4}"
	expect "$1" "$2" "$3"
}

area=one.sh
try 0 4 "a failure of timing that is not shown again" '' "$late" '' ''
try 1 4 "a failure of timing that is shown again" '' "$late" '' "$late"
try 1 2 "a splat is not booted away" '' "$splat" '' ''
try 1 2 "a splat beside a failure of timing is not" '' "$late; $splat" '' ''
try 1 2 "a lost pin is not" '' "$pins" '' ''
try 1 2 "an end that was not reached is not" '' "$short" '' ''
try 1 2 "another test's failure is not" '' "$leak" '' ''
try 1 2 "a signal is not" '' 's/migration exit-0/signal-11/' '' ''
try 0 2 "lines that end by two carriage returns are no other ones" '' 's/$/\r\r/'
try 0 2 "two boots that are the same" '' ''
echo two > "$tmp/kernel"
run one.sh
expect 1 2 "QEMU starts no more: the logs of the kernel before say nothing of this one"

area=matrix.sh
try 1 2 "a splat beside a failure of timing is not booted away" '' "$late; $splat" '' ''
try 0 4 "a failure of timing that is not shown again" '' "$late" '' ''
rc=0
grep -q 'Booted twice.* x86$' "$tmp/said" || rc=1
result $rc "that is told at the end" "$(cat "$tmp/said")"
cp "$tmp/matrix.md" "$tmp/before.md"

# unchanged WHAT: a run that made nothing writes no line
unchanged() {
	local rc=0
	cmp -s "$tmp/matrix.md" "$tmp/before.md" || rc=1
	result $rc "$1" "$(diff "$tmp/before.md" "$tmp/matrix.md")"
}
sed -i 's/^\* 6.12 x86: /&as it was, /' "$tmp/matrix.md" "$tmp/before.md"
echo two > "$tmp/kernel"
: > "$tmp/fails-conv"
run matrix.sh '' ''
rm "$tmp/fails-conv"
expect 1 0 "a kernel that is not built is not booted"
unchanged "and the lines of the one before stay"
mkdir "$tmp/bin"
printf '#!/bin/sh\nexit 255\n' > "$tmp/bin/parallel"
chmod +x "$tmp/bin/parallel"
PATH=$tmp/bin:$PATH run matrix.sh '' ''
expect 1 0 "parallel itself fails"
unchanged "and the lines of the one before stay, too"
finish
