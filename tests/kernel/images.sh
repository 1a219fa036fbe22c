#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# usage: LINUX=tree OUT=dir [BUILD=build] images.sh ROW...
#
# Builds for each ROW the kernel of LINUX without and with the patches of
# OUT/series, and of OUT/enable for its architecture, as images/ROW-base and
# ROW-conv in BUILD/boot-6.12 or whatever LINUX is, with their configuration and
# size beside them, and the initramfs of its selftests. Both are built from one tree
# at one place, so the second costs only what the series changes. What is up to date
# stays. Each must have its own fast gup walker; see walker.sh.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR disable=SC1091
. "$here/arch.sh"

[ "${1-}" != --help ] || usage 0
[ $# -ge 1 ] || usage 2
for row in "$@"; do
	boots "$row"
	[ -f "$here/$LIST" ] ||
		die "BOOT_LIST=$LIST is no list; give one of: $(cd "$here" && echo tests.*)"
	need_compiler
done
boot=$(boot_folder)
[ -n "${OUT-}" ] || die "OUT is not set; give the folder with series/*.patch"
LINUX=$(cd "$LINUX" && pwd)
ls "$OUT"/series/*.patch >/dev/null 2>&1 ||
	die "OUT=$OUT has no series/*.patch; type: make convert"
OUT=$(cd "$OUT" && pwd)
need patch patch
mkdir -p "$boot/images"
boot=$(cd "$boot" && pwd)
tree=$boot/tree
need flock util-linux
exec 9>"$boot/lock"
flock -n 9 || {
	echo "images: waiting for another run that builds in $boot"
	flock 9
}

hash()
{
	sha256sum | cut -c1-16
}

linux_id=$(cd "$LINUX" && find . -name .git -prune -o -type f -printf '%P %s %T@\n' |
	LC_ALL=C sort | hash)

# row_id ROW: what its image depends on beside the sources
row_id()
{
	arch_setup "$1"
	{
		for name in common "$ARCH" $VARIANT; do
			[ ! -f "$here/config/$name" ] || cat "$here/config/$name"
		done
		"$(compiler)" --version
	} | hash
}

# series_id: of the patches for the row set up
series_id()
{
	row_patches "$OUT" | xargs cat | hash
}

# The patches that are in the tree are kept, to take off just those.
take_off()
{
	[ -d "$boot/applied" ] || return 0
	mv "$boot/applied" "$boot/changing"
	for patch in $(find "$boot/changing" -name '*.patch' | sort -r); do
		patch -d "$tree" -p1 -R -s -f <"$patch" ||
			die "${patch##*/} does not come off; type the same again"
	done
	rm -rf "$boot/changing"
}

put_on()
{
	[ ! -d "$boot/applied" ] || [ "$(cat "$boot"/applied/*.patch | hash)" \
		!= "$(series_id)" ] || return 0
	take_off
	mkdir "$boot/changing"
	number=1000
	for patch in $(row_patches "$OUT"); do
		number=$((number + 1))
		cp "$patch" "$boot/changing/$number-${patch##*/}"
		patch -d "$tree" -p1 -s -f -F0 <"$patch" ||
			die "${patch##*/} does not apply to $LINUX; type: make convert"
	done
	mv "$boot/changing" "$boot/applied"
}

# patch(1) renames a new file over the old one, so hard links are safe. When
# the tree starts anew its times go back, which make would not see: all objects
# go (ccache keeps that cheap). The same if a change was interrupted.
if [ "$(cat "$boot/tree.id" 2>/dev/null)" != "$linux_id" ] ||
	[ -d "$boot/changing" ]; then
	echo "images: setting up $tree"
	rm -rf "$boot/tree.id" "$boot/applied" "$boot/changing" \
		"$boot/objects"
	copy_tree "$LINUX" "$tree"
	echo "$linux_id" >"$boot/tree.id"
fi

# walker ROW base|conv: which is in the kernel just built, if it may be
walker()
{
	of=
	[ "$2" = base ] || of="--of $(sed -n 's/^walker //p' "$boot/images/$1-base.about")"
	# shellcheck disable=SC2046,SC2086 # a list of files, and two words or none
	"$here/walker.sh" "$1" "$KARCH" "$tree" "$boot/objects/$1" $of $(row_patches "$OUT")
}

# image ROW base|conv
image()
{
	id="$linux_id $(row_id "$1")"
	[ "$2" = base ] || id="$id $(series_id)"
	image=$boot/images/$1-$2
	if [ -f "$image" ] && grep -q '^walker ' "$image.about" 2>/dev/null &&
		[ "$(cat "$image.id" 2>/dev/null)" = "$id" ]; then
		echo "$1: $2 is up to date"
		return
	fi
	# If anything fails from here on there is no image.
	rm -f "$image" "$image.id" "$image.about"
	case $2 in
	base) take_off ;;
	conv) put_on ;;
	esac
	"$here/build.sh" "$1" "$tree" "$boot/objects/$1"
	arch_setup "$1"
	walker=$(walker "$1" "$2")
	[ "$2$walker" != convnone ] || die "$1: the converted kernel has no fast gup," \
		"so nothing is shown by booting it; type: make enable ARCH=$ARCH"
	cp "$boot/objects/$1/$IMAGE" "$image"
	{
		echo "walker $walker"
		echo "configuration $(grep -v '^#' "$boot/objects/$1/.config" | hash)"
		# An unconverted build may find the converted one's objects there.
		for source in "$tree"/mm/gup.c "$tree"/mm/gup_fast.c; do
			[ ! -f "$source" ] || size "$boot/objects/$1/mm/$(basename "$source" .c).o"
		done | awk '$1 + 0 { text += $1 } END { print "mm/gup*.o", text, "bytes of text" }'
	} >"$image.about"
	echo "$id" >"$image.id"
}

"$here/hypervisor.sh" "$boot/images" "$@"
for row in "$@"; do
	arch_setup "$row"
	dir=$boot/selftests/$TESTS
	id="$linux_id $({
		echo "$ABI_FLAGS $LEFT_OUT"
		"${CROSS}gcc" --version
		cat "$here"/init.c "$here"/shim/*.h "$here"/shim/*/*.h \
			"$here/selftests.sh" "$here/initramfs.sh" "$here/$LIST"
	} | hash)"
	if [ "$(cat "$dir/id" 2>/dev/null)" != "$id" ]; then
		"$here/selftests.sh" "$row" "$LINUX" "$dir"
		echo "$id" >"$dir/id"
	fi
done
for row in "$@"; do
	image "$row" base
done
for row in "$@"; do
	image "$row" conv
done
