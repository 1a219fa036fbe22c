#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Is the layout real? Compiles each LAYOUT (default: all) as assertions inside a
# kernel tree, configured as the layout says, by the kernel's own rules. Without a
# configuration of that tree for it the layout is skipped, with the reason.
# Prints TAP; with PLAN set it goes on behind NUMBER, with a plan that a caller has
# begun. ROWS is another folder of layouts.
#
# usage: LINUX=tree [BUILD=build] probe.sh [LAYOUT...]	e.g. probe.sh x86-64-4l
#
# Nothing is written into the tree. What it needs prepared stays, one folder for
# each configuration, in BUILD/probe, so that the next run is quick.
set -eu
here=$(dirname "$(readlink -f "$0")")
die() { echo "probe: $*" >&2; exit 2; }
[ "${1-}" != --help ] || { sed -n '3,12s/^# \{0,1\}//p' "$0"; exit; }
[ -n "${LINUX-}" ] || die "LINUX is not set; give an unpacked Linux tree, as in LINUX=build/linux-source-6.12"
[ -f "$LINUX/mm/gup.c" ] || die "LINUX=$LINUX is no Linux tree (no mm/gup.c); give an unpacked one"
LINUX=$(readlink -f "$LINUX")
[ ! -e "$LINUX/.config" ] || die "LINUX=$LINUX was built in; give a clean tree, or type: make -C $LINUX mrproper"
command -v flock > /dev/null || die "flock is missing; type: apt-get install util-linux"
mkdir -p "${BUILD:=build}/probe"
build=$(readlink -f "$BUILD")/probe
layouts=("$@")
rows=${ROWS:-$here/layouts}
if [ $# = 0 ]; then
	mapfile -t layouts < <(find "$rows" -type f ! -name '*.rows' ! -name README | LC_ALL=C sort)
fi
# A layout is a file, or the name of one of ours.
for i in "${!layouts[@]}"; do
	[ -f "${layouts[i]}" ] || layouts[i]=$rows/${layouts[i]}
	[ -f "${layouts[i]}" ] || die "no layout '${layouts[i]##*/}'; there are: $(find "$rows" -type f ! -name '*.rows' ! -name README -printf '%f\n' | LC_ALL=C sort | xargs)"
done

version=$(awk '/^(VERSION|PATCHLEVEL|SUBLEVEL) =/ { v = v (v ? "." : "") $3 } NR > 5 { exit } END { print v }' "$LINUX/Makefile")
mkdir -p "$build/linux-$version"
exec 9> "$build/linux-$version/lock"
flock -n 9 || { echo "# waiting for another probe of linux-$version"; flock 9; }

number=${NUMBER:-0} failed=0 skipped=0 passed=0
if [ -z "${PLAN-}" ]; then
	echo "TAP version 13"
	echo "1..${#layouts[@]}"
fi
awk_of() { awk -v rows="$rows" "${@:2}" -f "$here/rows.awk" -f "$here/probe.awk" "$1"; }
# A part of um is a program of this machine, whose headers gcc -m32 does not find beside
# cross compilers (gcc-multilib conflicts with them).
own_headers() { [ "$arch" != um ] || echo "/usr/include/$(gcc -print-multiarch)"; }
kmake() {
	C_INCLUDE_PATH=$(own_headers) nice make -s -C "$LINUX" O="$dir" ARCH="$arch" "${tools[@]}" "$@" > "$dir/log" 2>&1
}

ok() { number=$((number + 1)) passed=$((passed + 1)); echo "ok $number - probe: $what"; }
not_ok() { # DETAILS
	number=$((number + 1)) failed=$((failed + 1))
	echo "not ok $number - probe: $what"
	printf '%s\n' "$1" | sed 's/^/#   /'
}
skip() { number=$((number + 1)) skipped=$((skipped + 1)); echo "ok $number - probe: $what # SKIP $1"; }

# What the compiler found wrong, or else make.
said() {
	grep -q 'error:' "$dir/log" || { tail -n 5 "$dir/log"; return; }
	sed -n "s/.*declared with [a-z ']*error[a-z ']*: //; t found; /error:/!d; s/.*error: //; :found; s/ \[-W.*//; p" "$dir/log" |
		head -n 12
}
# prepare: the tree's configuration in $dir, and the identifiers its headers know
prepare() {
	local stamp other
	stamp="$LINUX $("$cc" --version | head -n 1)"
	[ "$(cat "$dir/ready" 2> /dev/null)" != "$stamp" ] || [ ! -s "$dir/compile" ] || return 0
	rm -rf "$dir"
	# A neighbour's host programs are ours too; kbuild sees what the configuration changes.
	for other in "${dir%-*}"-*/ready; do
		[ "$(cat "$other" 2> /dev/null)" != "$stamp" ] || { cp -a "${other%/ready}" "$dir"; break; }
	done
	# Any other configuration of this tree has most of the programs that run here.
	for other in "$build/linux-$version"/*/ready; do
		[ ! -e "$dir" ] && [[ $(cat "$other" 2> /dev/null) == "$LINUX "* ]] || continue
		mkdir "$dir"
		cp -a "${other%/ready}/scripts" "$dir"
	done
	rm -rf "$dir/probe" "$dir/ready" "$dir/.config"
	mkdir -p "$dir/probe"
	printf '%s\n' "$wanted" > "$dir/wanted"
	KCONFIG_ALLCONFIG=$dir/wanted kmake allnoconfig || return 1
	# Not worth the minutes if it is to be skipped; asked again the next time.
	[ -z "$(refused)" ] || return 0
	kmake -j2 prepare0 || return 1
	: > "$dir/probe/Makefile"
	printf '#include <linux/%s.h>\n' mm pgtable > "$dir/probe/headers.c"
	kmake M="$dir/probe" KCFLAGS=-dD headers.i || return 1
	grep -oE '\b(pte|pmd|pud|p4d|pgd)_[a-z_]+\b' "$dir/probe/headers.i" | LC_ALL=C sort -u > "$dir/identifiers"
	rm -f "$dir/probe/headers.i"
	# Keep kbuild's command for a file here: each make tests the compiler's options for
	# seconds before it compiles.
	sed -nE '1s/^(saved)?cmd_[^ ]* := (.*) -E (.*) -dD(.*) -o [^ ]* [^ ]*$/\2 -S \3\4/p' "$dir/probe/.headers.i.cmd" |
		sed 's/\$\$/$/g; s/ -Wp,-MMD,[^ ]*//' > "$dir/compile"
	[ -s "$dir/compile" ] || { echo "kbuild's command is not of a known form: $(head -n 1 "$dir/probe/.headers.i.cmd")" > "$dir/log"; return 1; }
	echo "$stamp" > "$dir/ready"
}
compile() { # FILE: FILE.c to FILE.s, as kbuild does
	(cd "$dir" && C_INCLUDE_PATH=$(own_headers) nice sh -c "$(cat compile) -o '$1.s' '$1.c'") > "$dir/log" 2>&1
}
# What was wished and is not so, in words; nothing if all is as the layout says. A
# symbol that only some kinds of entries need is not wished for.
refused() {
	local line symbol
	for line in $wanted; do
		symbol=${line%%=*}
		case $line in
		*=y) grep -q "^$symbol=y" "$dir/.config" || {
			grep -qx "${symbol#CONFIG_}" <<< "$optional" || echo "cannot set ${symbol#CONFIG_}"; } ;;
		*=n) ! grep -q "^$symbol=[ym]" "$dir/.config" || echo "sets ${symbol#CONFIG_}" ;;
		*) grep -qx "$line" "$dir/.config" || echo "cannot set ${symbol#CONFIG_} to ${line#*=}" ;;
		esac
	done
	for symbol in $looked_at; do
		grep -qx "CONFIG_$symbol=y" <<< "$wanted" || ! grep -q "^CONFIG_$symbol=y" "$dir/.config" ||
			echo "sets $symbol"
	done
}

# Every symbol that some layout names: one that names it not has it not set.
looked_at=$(awk 'FNR == 1 { sub(/.*\//, "", FILENAME) } $1 == "config" || $1 == "unset" { for (i = 2; i <= NF; i++) print $i }' "$rows"/* | LC_ALL=C sort -u)
optional=$(awk '$1 == "needs" && $3 !~ /^[0-9]/ { print $3 }' "$rows"/* | LC_ALL=C sort -u)
for layout in "${layouts[@]}"; do
	what="${layout##*/}, linux-$version"
	if grep -q '^machine' "$layout"; then
		skip "the tree translates frames when it runs; make boot ARCH=x86-xen looks there"
		continue
	fi
	if grep -q '^port' "$layout"; then
		skip "no port of this tree has such page tables; make equal ARCH=${layout##*/} looks there"
		continue
	fi
	wanted=$(awk_of "$layout" -v want=kernel 2>&1) || { not_ok "$wanted"; continue; }
	{ read -r arch; read -r cross; wanted=$(LC_ALL=C sort); } <<< "$wanted"
	dir=$build/linux-$version/$arch-$(sha256sum <<< "$wanted" | cut -c 1-8)
	cc=${cross}gcc tools=("CROSS_COMPILE=$cross") package=gcc-${cross%-}
	case $cross in
	clang-*) cc=$cross tools=("LLVM=-${cross#clang-}") package="$cross lld-${cross#clang-} llvm-${cross#clang-}" ;;
	esac
	if ! command -v "$cc" > /dev/null; then
		skip "no compiler $cc; type: apt-get install $package"
		continue
	fi
	if [ "$cc" = "$cross" ] && ! grep -q "^CLANG_TARGET_FLAGS_$arch\>" "$LINUX/scripts/Makefile.clang"; then
		skip "this tree is not built by clang for $arch"
		continue
	fi
	if ! prepare; then
		not_ok "$(tail -n 8 "$dir/log")"
		continue
	fi
	reason=$(refused | head -n 3 | paste -sd , | sed 's/,/, /g')
	if [ -n "$reason" ]; then
		skip "this tree $reason"
		continue
	fi
	file=$dir/probe/${layout##*/}
	awk_of "$layout" -v version="$version" -v identifiers="$dir/identifiers" -v symbols="$dir/.config" > "$file.c"
	rm -f "$file.s"
	if compile "$file"; then
		ok
		sed -n 's|^/\* \([0-9]* checks\) \*/$|#   \1|p' "$file.c"
		sed -n 's|^/\* left out: \(.*\) \*/$|\1|p' "$file.c" | paste -sd ';' | sed -n 's/;/; /g; s/^./#   left out: &/p'
		sed -n "s/ \[-W.*//; s/.*declared with [a-z ']*warning[a-z ']*: ${layout##*/}: //p" "$dir/log" | sed 's/() of .*/()/' |
			LC_ALL=C sort | uniq -c | awk '
				$2 == "port:" { sub(/.*port: /, ""); print "#   left to the port: " $0; next }
				{ n = $1; sub(/^ *[0-9]+ /, ""); print "#   not known at compile time: " $0 ", on " n (n == 1 ? " entry" : " entries") }'
	else
		not_ok "$(said)"
	fi
done
if [ -z "${PLAN-}" ]; then
	echo "$passed passed, $failed failed, $skipped skipped"
	[ $failed = 0 ] && [ $((passed + failed)) -gt 0 ]
else
	[ $failed = 0 ]
fi
