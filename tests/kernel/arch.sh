# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034
#
# The one list of what differs by architecture; sourced by the other scripts.
#
# A row is ARCH or ARCH-VARIANT: x86-debug is x86 with config/x86-debug on top.
# MACHINE and CPUS are QEMU's: three CPUs, as mm/migration.c wants two beside its own (on x86 as
# sockets: without ACPI the kernel finds CPUs in the MP table, and that lists
# one a socket); two nodes wherever the architecture has any, or nothing
# migrates; 2 GB, as khugepaged's collapse_compound_extreme holds 512 THPs.

# Booted by "make test-boot"; then the boots of what nobody lists.
BOOT_ROWS="x86 arm64 x86-pae arm64-16k arm powerpc riscv s390 mips"
RARE_ROWS="x86-rt x86-kcsan x86-up x86-highpte x86-sparse x86-hvo x86-numab x86-paravirt
	x86-xen x86-pgflags"
# Boots as a process of this machine, by name only: it has fast gup once it is enabled.
NATIVE_ROWS="um"
# These are only built: one for each way to lay out page tables, and the kernels
# that have no fast gup.
BUILD_ROWS="x86-32 arm-2level
	arm64-4k39 arm64-4k48 arm64-16k36 arm64-16k48 arm64-16k52 arm64-64k42 arm64-64k48 arm64-64k
	powerpc-64k powerpc-hash powerpc-hash64k ppc64e
	ppc32-85xx ppc32-8xx ppc32-8xx16k ppc32-pmac ppc32-44x
	riscv-nommu riscv-32 mips32-xpa mips32-alchemy loongarch sh sh-x2tlb um-32 um-32-3l"
# Measured by "make bench", the last one by nothing else.
BENCH_ROWS="x86 arm64 arm powerpc riscv s390 mips x86-pae arm64-16k x86-tiny"
ALL_ROWS="$BOOT_ROWS $RARE_ROWS $NATIVE_ROWS $BUILD_ROWS x86-tiny"
# What a change is tried on first: a row of each architecture that boots.
ARCH_ROWS="x86 arm64 arm powerpc riscv s390 mips"

# arch_setup ROW: CLANG=-19 in the environment takes that for gcc, BOOT_LIST=tests.gate
# that list of commands for the row's own
arch_setup()
{
	ROW=$1
	ARCH=${1%%-*}
	VARIANT=
	[ "$ROW" = "$ARCH" ] || VARIANT=$ROW
	# the selftests: what they are built for, their list, and what of it not
	ABI=$ARCH
	ABI_FLAGS=
	LIST=tests.short
	LEFT_OUT=
	LIMIT=1800
	LLVM=${CLANG-}
	HEADERS=
	TARGET=
	IMAGE=
	QEMU=
	NATIVE=
	# what a kernel boots under that is not the machine's first; see hypervisor.sh
	HYPERVISOR=
	MEMORY=2G
	# for the bench only: a page that only the boot allocator can give
	BENCH_APPEND=
	BENCH_MEMORY=$MEMORY

	nodes="-object memory-backend-ram,id=m0,size=1G
		-object memory-backend-ram,id=m1,size=1G
		-numa node,memdev=m0,cpus=0 -numa node,memdev=m1,cpus=1-2"

	case $ARCH in
	x86)
		KARCH=x86
		CROSS=
		CC_PACKAGE=gcc
		TARGET=bzImage
		IMAGE=arch/x86/boot/bzImage
		QEMU=qemu-system-x86_64
		QEMU_PACKAGE=qemu-system-x86
		MACHINE="-M pc -cpu max"
		CPUS="-smp 3,sockets=3"
		APPEND="console=ttyS0 numa=fake=2"
		;;
	arm64)
		KARCH=arm64
		CROSS=aarch64-linux-gnu-
		CC_PACKAGE=gcc-aarch64-linux-gnu
		TARGET=Image
		IMAGE=arch/arm64/boot/Image
		QEMU=qemu-system-aarch64
		QEMU_PACKAGE=qemu-system-arm
		MACHINE="-M virt -cpu max,pauth-impdef=on"
		CPUS="-smp 3 $nodes"
		APPEND="console=ttyAMA0"
		;;
	arm)
		KARCH=arm
		CROSS=arm-linux-gnueabihf-
		CC_PACKAGE=gcc-arm-linux-gnueabihf
		TARGET=zImage
		IMAGE=arch/arm/boot/zImage
		QEMU=qemu-system-arm
		QEMU_PACKAGE=qemu-system-arm
		MACHINE="-M virt,highmem=on -cpu cortex-a15"
		CPUS="-smp 3"
		APPEND="console=ttyAMA0"
		LEFT_OUT="memfd_secret"
		;;
	powerpc)
		KARCH=powerpc
		CROSS=powerpc64le-linux-gnu-
		CC_PACKAGE=gcc-powerpc64le-linux-gnu
		TARGET=vmlinux
		IMAGE=vmlinux
		QEMU=qemu-system-ppc64
		QEMU_PACKAGE="qemu-system-ppc qemu-system-data"
		MACHINE="-M pseries -cpu power9 -vga none"
		CPUS="-smp 3 $nodes"
		APPEND="console=hvc0"
		LEFT_OUT="memfd_secret"
		;;
	ppc64e)
		KARCH=powerpc
		CROSS=powerpc64-linux-gnu-
		CC_PACKAGE=gcc-powerpc64-linux-gnu
		;;
	ppc32)
		KARCH=powerpc
		CROSS=powerpc-linux-gnu-
		CC_PACKAGE=gcc-powerpc-linux-gnu
		;;
	riscv)
		KARCH=riscv
		CROSS=riscv64-linux-gnu-
		CC_PACKAGE=gcc-riscv64-linux-gnu
		TARGET=Image
		IMAGE=arch/riscv/boot/Image
		QEMU=qemu-system-riscv64
		QEMU_PACKAGE="qemu-system-misc opensbi"
		# Svnapot is what this port is about; QEMU has it off.
		MACHINE="-M virt -cpu rv64,svnapot=true"
		CPUS="-smp 3 $nodes"
		APPEND="console=ttyS0"
		;;
	s390)
		KARCH=s390
		CROSS=s390x-linux-gnu-
		CC_PACKAGE=gcc-s390x-linux-gnu
		TARGET=bzImage
		IMAGE=arch/s390/boot/bzImage
		QEMU=qemu-system-s390x
		QEMU_PACKAGE=qemu-system-misc
		MACHINE="-M s390-ccw-virtio -cpu max"
		CPUS="-smp 3"
		APPEND="console=ttysclp0"
		# QEMU 7.2 emulates no EDAT, so the kernel has no huge pages
		LEFT_OUT="gup_test/?H* split_huge_page_test map_hugetlb hugepage-mmap"
		;;
	mips)
		# Fast gup refuses caches that alias, and these do not with 16K
		# pages. QEMU 7.2 starts no second CPU here.
		KARCH=mips
		CROSS=mips64el-linux-gnuabi64-
		CC_PACKAGE=gcc-mips64el-linux-gnuabi64
		TARGET=vmlinux
		IMAGE=vmlinux
		QEMU=qemu-system-mips64el
		QEMU_PACKAGE=qemu-system-mips
		MACHINE="-M loongson3-virt"
		CPUS="-smp 1"
		APPEND="console=ttyS0"
		LEFT_OUT="memfd_secret"
		;;
	mips32)
		KARCH=mips
		CROSS=mipsel-linux-gnu-
		CC_PACKAGE=gcc-mipsel-linux-gnu
		;;
	loongarch)
		KARCH=loongarch
		CROSS=loongarch64-linux-gnu-
		LLVM=-19
		;;
	sh)
		KARCH="sh"
		CROSS=sh4-linux-gnu-
		CC_PACKAGE=gcc-sh4-linux-gnu
		;;
	um)
		# An ordinary process, started by um_host.c: read there why without AVX.
		KARCH=um
		CROSS=
		CC_PACKAGE=gcc
		TARGET=linux
		IMAGE=linux
		NATIVE=1
		# It asks for a root device of its own accord, and then / would be no tmpfs.
		APPEND="con=none con0=fd:0,fd:1 rootfstype=tmpfs mem=$MEMORY GLIBC_TUNABLES=glibc.cpu.hwcaps=$(
			)-AVX_Fast_Unaligned_Load,-AVX2,-AVX512F,-AVX512VL"
		# A program there is one of the host's, and so are its headers.
		HEADERS=x86
		# no THP, hugetlb, secretmem or nodes
		LEFT_OUT="gup_test/?[Ht]* gup_test/threads split_huge_page_test map_hugetlb
			hugepage-mmap migration memfd_secret"
		;;
	*)
		die "'$1' is no row known here; give one of: $(echo "$ALL_ROWS" | tr -s '\n\t' ' ')"
		;;
	esac

	case $ROW in
	x86)
		LIST=tests.list
		LIMIT=900
		BENCH_APPEND="hugepagesz=1G hugepages=1"
		BENCH_MEMORY=6G
		;;
	arm64)
		LIST=tests.list
		LIMIT=900
		BENCH_APPEND="hugepagesz=1G hugepages=1"
		BENCH_MEMORY=4G
		# contiguous pmds, which only the boot allocator can give
		APPEND="$APPEND hugepagesz=32M hugepages=4"
		;;
	arm64-16k | mips)
		# 32 MB each
		APPEND="$APPEND hugepages=8"
		;;
	x86-debug)
		LIST=tests.list
		LIMIT=3600
		;;
	x86-pae | x86-highpte | x86-sparse)
		ABI=x86-32
		ABI_FLAGS=-m32
		CC_PACKAGE=gcc-12-multilib
		# secretmem_fault() takes highmem, which has no direct map: SIGBUS
		# and a warning, on any kernel
		LEFT_OUT=memfd_secret
		;;
	x86-up)
		CPUS="-smp 1"
		;;
	x86-hvo)
		MEMORY=4G
		APPEND="$APPEND hugetlb_free_vmemmap=on hugepagesz=1G hugepages=2"
		;;
	x86-kcsan)
		LIMIT=3600
		;;
	x86-pgflags)
		APPEND="$APPEND page_poison=1"
		LIMIT=3600
		;;
	x86-xen)
		# With -cpu max it dies before its first line.
		HYPERVISOR=xen-4.17-amd64
		MACHINE="-M pc -cpu qemu64"
		CPUS="-smp 2"
		MEMORY=3G
		APPEND="console=hvc0"
		# A PV guest's entries have no size bit: no THP, no hugetlb.
		ABI=$ROW
		LEFT_OUT="gup_test/?[Ht]* split_huge_page_test map_hugetlb hugepage-mmap"
		;;
	# only built
	x86-32 | arm-2level | arm64-4k* | arm64-16k?* | arm64-64k* | powerpc-* | riscv-* | um-32*)
		QEMU=
		NATIVE=
		;;
	esac
	LIST=${BOOT_LIST:-$LIST}
	: "${HEADERS:=$KARCH}"
	[ -z "$QEMU" ] || MACHINE="$MACHINE -m $MEMORY"
	TESTS=$ABI-${LIST##*.}
}

# boots ROW: fails with a sentence for what is only built
boots()
{
	arch_setup "$1"
	[ -n "$QEMU$NATIVE" ] ||
		die "$1 is only built; what boots is: $BOOT_ROWS $RARE_ROWS $NATIVE_ROWS"
}

# kernel_of TREE: 6.12
kernel_of()
{
	sed -n 's/^VERSION = //p; s/^PATCHLEVEL = /./p' "$1/Makefile" | tr -d '\n'
}

# boot_folder: what is made to boot the kernel of LINUX, apart from other kernels
boot_folder()
{
	[ -n "${LINUX-}" ] || die "LINUX is not set; give an unpacked Linux tree," \
		"as in LINUX=linux-6.12"
	[ -f "$LINUX/mm/gup.c" ] ||
		die "LINUX=$LINUX is no Linux tree (no mm/gup.c); give an unpacked one"
	echo "${BUILD:-build}/boot-$(kernel_of "$LINUX")"
}

# compiler: what the row is built with
compiler()
{
	if [ -n "$LLVM" ]; then
		echo "clang$LLVM"
	else
		echo "${CROSS}gcc"
	fi
}

need_compiler()
{
	if [ -n "$LLVM" ]; then
		need "clang$LLVM" "clang$LLVM lld$LLVM llvm$LLVM"
	else
		need "${CROSS}gcc" "$CC_PACKAGE"
	fi
}

# kbuild TREE DIR GOAL...: make in DIR, for the row and by the compiler set up
kbuild()
{
	kbuild_tree=$1
	kbuild_dir=$2
	shift 2
	cc=$(compiler)
	! command -v ccache >/dev/null 2>&1 || cc="ccache $cc"
	# Without it a miss costs a run of the preprocessor more.
	export CCACHE_DEPEND=1
	[ -z "$LLVM" ] || set -- "LLVM=$LLVM" "$@"
	# A part of um is a program of this machine, whose headers gcc -m32 does not find
	# beside cross compilers (gcc-multilib conflicts with them).
	if [ "$KARCH" = um ]; then
		C_INCLUDE_PATH=/usr/include/$(gcc -print-multiarch)
		export C_INCLUDE_PATH
	fi
	make -s -j"$(nproc)" -C "$kbuild_tree" O="$kbuild_dir" ARCH="$KARCH" \
		CROSS_COMPILE="$CROSS" CC="$cc" "$@"
}

# install_headers TREE OUT: the kernel's, for programs of the row, in OUT/usr; what was
# said is in OUT/build.log
install_headers()
{
	mkdir -p "$2/headers"
	make -s -C "$1" O="$2/headers" ARCH="$HEADERS" \
		INSTALL_HDR_PATH="$2/usr" headers_install >"$2/build.log" 2>&1 ||
		die "the headers of '$1' do not install; read $2/build.log"
}

# series_patches FOLDER: what there is to apply, in order; not the cover letter
series_patches()
{
	find "$1" -name '*.patch' ! -name '0000-*' | LC_ALL=C sort
}

# all_patches OUT: of the series, and what gives some architectures fast gup
all_patches()
{
	series_patches "$1/series"
	[ ! -d "$1/enable" ] || series_patches "$1/enable"
}

# row_patches OUT: of the series, and what gives the row's architecture fast gup
row_patches()
{
	series_patches "$1/series"
	[ ! -d "$1/enable/$ARCH" ] || series_patches "$1/enable/$ARCH"
}

die()
{
	echo "${0##*/}: $*" >&2
	exit 1
}

# need PROGRAM PACKAGE
need()
{
	command -v "$1" >/dev/null 2>&1 ||
		die "$1 is missing; type: apt-get install $2"
}

# tree_to_patch NAME ROW...: compilers, LINUX and OUT are there; $work is made
# anew in BUILD, with a copy of the tree in $tree
tree_to_patch()
{
	name=$1
	shift
	for row; do
		arch_setup "$row"
		need_compiler
	done
	[ -f "${LINUX-}/mm/gup.c" ] ||
		die "LINUX=${LINUX-} is no Linux tree (no mm/gup.c); give an unpacked one"
	ls "${OUT-}"/series/*.patch >/dev/null 2>&1 ||
		die "OUT=${OUT-} has no series/*.patch; type: make convert"
	need patch patch
	LINUX=$(cd "$LINUX" && pwd) OUT=$(cd "$OUT" && pwd)
	mkdir -p "${BUILD:=build}"
	work=$(cd "$BUILD" && pwd)/$name-$(kernel_of "$LINUX")
	tree=$work/tree
	rm -rf "$work"
	mkdir -p "$work"
	copy_tree "$LINUX" "$tree"
}

# copy_tree FROM TO: to be patched, which FROM, the user's, must not notice. They share
# each file until patch makes one of its own. FROM may be a link to a tree, which cp
# alone would copy, and patch would follow.
copy_tree()
{
	rm -rf "$2"
	cp -al "$1/." "$2" 2>/dev/null || {
		rm -rf "$2"
		cp -a "$1/." "$2"
	}
}

# usage STATUS: the comment at the script's head is its manual
usage()
{
	[ "$1" = 0 ] || exec >&2
	sed -n '/^# usage:/,/^$/s/^# \{0,1\}//p' "$0"
	exit "$1"
}
