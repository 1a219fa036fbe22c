#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
# Look in a Linux tree for the known mistakes of fast gup, by the rules in this folder.
#
# usage: check.sh --linux TREE --out FOLDER [--rule "RULE ..."] [--arch "ARCH ..."]
#		[--file "FILE ..."] [--silence FILE] [--sarif FILE] [--sparse FOLDER]
#
#   --linux    a kernel tree, in git or not; it is only read
#   --out      gets check.log: each file and function that was not checked, and why
#   --rule     only these; default: each RULE.cocci beside this script
#   --arch     of the architectures' files only those of these
#   --file     only these files of the tree
#   --silence  findings that are known, with the reason; default: TREE.check-silence
#   --sarif    also write the findings there, as SARIF 2.1.0
#   --sparse   afterwards also run sparse.sh, which builds in that folder
#
# stdout: a line for each finding, as compilers print it, then the summary; stderr: how far
# it is. Exit status: 0 nothing was found, 1 something was, 2 it could not be checked.
set -eu
here=$(dirname "$(readlink -f "$0")")
top=$(readlink -f "$here/../..")
verb=check
# shellcheck source=coccinelle/convert/lib.sh
. "$top/coccinelle/convert/lib.sh"
# shellcheck source=coccinelle/convert/user.sh
. "$top/coccinelle/convert/user.sh"
# shellcheck source=coccinelle/check/rules.sh
. "$here/rules.sh"
die() { told=1; echo "check: $*" >&2; exit 2; }
say() { echo "check: $*" >&2; }

linux='' out='' rules='' arches='' files='' silence='' sarif='' sparse=''
while [ $# -gt 0 ]; do
	case $1 in
	--linux) shift; linux=${1-} ;;
	--out) shift; out=${1-} ;;
	--rule) shift; rules=${1-} ;;
	--arch) shift; arches=${1-} ;;
	--file) shift; files=${1-} ;;
	--silence) shift; silence=${1-} ;;
	--sarif) shift; sarif=${1-} ;;
	--sparse) shift; sparse=${1-} ;;
	*) sed -n '3,19s/^# \{0,1\}//p' "$0"; [ "$1" = --help ] && exit 0; exit 2 ;;
	esac
	[ $# = 0 ] || shift
done
known=$(cd "$here" && printf '%s\n' *.cocci | sed 's/\.cocci$//')
[ -f "$here/${known%%$'\n'*}.cocci" ] || die "there is no rule in $here; restore it from this project's repository"
for rule in $rules; do
	grep -qxF -- "$rule" <<< "$known" || die "RULE=$rule: there is no such rule; there are: $(xargs <<< "$known")"
done
rules=$(xargs -n 1 <<< "${rules:-$known}" | LC_ALL=C sort -u)
declare -A head
mapfile -t with <<< "${rules//$'\n'/.cocci$'\n'}.cocci"
while IFS=$'\t' read -r rule key value; do head[$rule/$key]=$value; done < <(cd "$here" && headers "${with[@]}")
for rule in $rules; do
	for key in Confidence Options Requires Severity Why Fix Source Where Look; do
		[ -n "${head[$rule/$key]-}" ] || die "$here/$rule.cocci: has no line '// $key:'; README there says what it is"
	done
done
wanted=$(for rule in $rules; do echo "${head[$rule/Requires]}"; done | sort -V | tail -n 1)
given_folders
need_spatch "$wanted"
need python3 python3
linux_tree
for arch in $arches; do given_arch "$arch"; done
[ -z "$silence" ] || [ -r "$silence" ] || die "SILENCE=$silence: not there, or not readable; leave SILENCE out if there is nothing to silence"
[ -n "$silence" ] || silence=$linux.check-silence
case $(readlink -m "$silence")/ in
"$linux"/*) die "SILENCE=$silence: is inside of LINUX=$linux, which is only read; keep it beside the tree" ;;
esac
[ -z "$sarif" ] || [ -d "$(dirname "$sarif")" ] && [ ! -d "$sarif" ] || die "SARIF=$sarif: cannot be written there; give a file in a folder that is there"
only=''
for file in $files; do
	path=$(readlink -m "$file")
	[ -f "$linux/$file" ] || case $path in "$linux"/*) file=${path#"$linux"/} ;; esac
	[ -f "$linux/$file" ] && [ -r "$linux/$file" ] || die "FILE=$file: there is no such file in $linux; name it from the top folder of the tree"
	only=$only${only:+$'\n'}$file
done
begin_output
mkdir "$work"/{files,chunks,said}
jobs=${JOBS:-$(nproc)}

# The index: what any rule can mean, by name and by content; then each rule's part of it.
say "looking for the files that matter"
cd "$linux"
for rule in $rules; do echo "${head[$rule/Where]}"; done > "$work/where"
for rule in $rules; do echo "${head[$rule/Look]}"; done > "$work/look"
containing() { tr '\n' '\0' | LC_ALL=C xargs -0r grep -lsE "$@" || [ $? = 123 ]; }
find . -name '*.[ch]' -type f -printf '%P\n' | LC_ALL=C sort > "$work/all"
# A tree without arch/ has been refused by then, if architectures were asked for.
others=''
[ -z "$arches" ] || others=$(cd arch && printf '%s\n' * | grep -vxF -f <(xargs -n 1 <<< "$arches") || true)
if [ -n "$others" ]; then
	grep -vE "^arch/($(tr '\n' '|' <<< "$others" | sed 's/|$//'))/" "$work/all" > "$work/some"
else
	mv "$work/all" "$work/some"
fi
# The walker in mm/ is nobody's here where those that were asked for have one of their own.
export GUP_ARCH="$arches"
if [ -n "$arches" ] && [ -f mm/gup.c ] && [ -z "$(cd "$here" && python3 -B -c 'import sys, walker; print(*walker.arches(sys.argv[1]))' "$linux/mm/gup.c")" ]; then
	grep -v '^mm/gup' "$work/some" > "$work/theirs" || true
	mv "$work/theirs" "$work/some"
fi
if [ -n "$only" ]; then grep -xF -e "$only" "$work/some" || true; else cat "$work/some"; fi |
	grep -E -f "$work/where" | containing -f "$work/look" > "$work/index" || true
for rule in $rules; do
	grep -E -e "${head[$rule/Where]}" "$work/index" |
		containing -e "${head[$rule/Look]}" > "$work/files/$rule" || true
	(cd "$work/chunks" && split -l 20 "$work/files/$rule" "$rule=")
done
cat "$work"/files/* | LC_ALL=C sort -u > "$work/looked"
if [ ! -s "$work/looked" ]; then
	[ -z "$files" ] || die "FILE=$files: none of these rules looks at it, so nothing was checked; leave FILE out to see what is looked at"
	die "LINUX=$linux: has no file that these rules look at, so nothing was checked; is it whole?"
fi
(cd "$work/chunks" && split -l 20 "$work/looked" "functions=")
total=$(find "$work/chunks" -type f | wc -l)
export total
say "$(wc -l < "$work/looked") files, $(wc -w <<< "$rules") rules, $total steps, $jobs at a time"

find "$work/chunks" -type f -printf '%f\0' | LC_ALL=C sort -z | xargs -0 -n 1 -P "$jobs" bash "$here/chunk.sh" || exit 2
cd - > /dev/null
PYTHONPATH=$top/coccinelle/convert/account python3 -B "$here/not_checked.py" "$linux" "$work" || die "stopped with the message above, which is a bug of this project"
status=0
PYTHONPATH=$top/coccinelle/convert/account python3 -B "$here/report.py" --rules "$here" --linux "$linux" --work "$work" \
	--silence "$silence" --narrowed "$arches$files" --sarif "$sarif" || status=$?
# 10 and not 1: that is Python's own, for what nobody foresaw.
case $status in
0) ;;
10) status=1 ;;
2) exit 2 ;;
*) die "stopped with the message above, which is a bug of this project" ;;
esac
finish_output check.log -- check.log
if [ -n "$sparse" ]; then
	worse=0
	sh "$here/sparse.sh" --linux "$linux" --out "$out" --build "$sparse" --arch "$arches" || worse=$?
	[ "$worse" -le "$status" ] || status=$worse
fi
exit "$status"
