#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Install what the Makefile's verbs need, from Debian packages by name.
#
# usage: deps.sh [--list]
set -eu
packages="
	git make gcc perl python3 patch bc bison flex rsync cpio xz-utils util-linux e2fsprogs
	libelf-dev libssl-dev libc6-dev coccinelle sparse shellcheck parallel ccache
	clang-19 lld-19 llvm-19 python3-clang-19
	gcc-aarch64-linux-gnu gcc-arm-linux-gnueabihf gcc-powerpc64le-linux-gnu
	libc6-dev-arm64-cross libc6-dev-armhf-cross libc6-dev-ppc64el-cross
	qemu-system-x86 qemu-system-arm qemu-system-ppc qemu-system-data
	linux-source-6.12 linux-source-6.1
	gcc-riscv64-linux-gnu libc6-dev-riscv64-cross qemu-system-misc opensbi
	gcc-s390x-linux-gnu libc6-dev-s390x-cross
	gcc-mips64el-linux-gnuabi64 libc6-dev-mips64el-cross gcc-mipsel-linux-gnu qemu-system-mips
	gcc-powerpc-linux-gnu gcc-powerpc64-linux-gnu gcc-sh4-linux-gnu
	gcc-12-multilib libc6-dev-i386 libclang-rt-19-dev liburcu-dev gcovr
	gnuplot-nox cmark-gfm
	gcc-arm-linux-gnueabi libc6-dev-armel-cross gcc-sparc64-linux-gnu
	qemu-user libc6-dev-ppc64-cross
"
# The last two rows are for older kernels: arm's build with soft float only, and make equal
# runs the private walkers of foreign architectures in a process.
[ "${1-}" != --list ] || { xargs -n 1 <<< "$packages"; exit 0; }
[ $# = 0 ] || { sed -n '3,5s/^# \{0,1\}//p' "$0"; exit 2; }

missing=''
for package in $packages; do
	[ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] ||
		missing="$missing $package"
done
[ -n "$missing" ] || { echo "deps: all is there"; exit 0; }
echo "deps: installing$missing"
[ "$(id -u)" = 0 ] || { echo "deps: this needs root; type: sudo make deps" >&2; exit 1; }
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
apt-get install -y -qq --no-install-recommends $missing > /dev/null ||
	{ echo "deps: apt-get failed; type: apt-get install$missing" >&2; exit 1; }
echo "deps: done"
