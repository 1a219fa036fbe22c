# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by report.sh and private-report.sh, as Markdown: what both say in the same way.
# series, accounts and top are theirs.
: "${series:?}" "${accounts:?}" "${top:?}"

# The series' patches, a line each.
patches() {
	local patch

	for patch in "$series"/*.patch; do
		echo "* \`$(basename "$patch")\`: $(sed -n '/^Subject: /,/^$/s/^Subject: \[[^]]*\] \|^ //p' "$patch" | xargs -0 echo -n | tr '\n' ' ' | sed 's/  */ /g')"
	done
}

# Each statement and its destination, function by function.
statements() {
	local place text to function name=''

	printf '\n## Where each statement went\n\n'
	awk -F '\t' '{ kind = $4; sub(/ .*/, "", kind); sub(/:$/, "", kind); n[kind]++; all++ }
		END { printf "%d statements, declarations and preprocessor lines:", all
			for (k in n) printf " %s %d;", k, n[k]
			print " none is left out." }' "$accounts" | sed 's/; none/; none/'
	while IFS=$'\t' read -r place function text to; do
		if [ "${place%:*} $function" != "$name" ]; then
			name="${place%:*} $function"
			printf '\n### %s: %s\n\n| where | statement | destination |\n|---|---|---|\n' "${place%:*}" "$function"
		fi
		printf '| %s | `%s` | %s |\n' "$place" "${text//|/\\|}" "$to"
	done < "$accounts"
}

# table_free HEADER: what a port states
table_free() { sed -n 's/^#define GUP_TABLE_FREE[[:space:]]*//p' "$1" | xargs | sed 's/ / or /g'; }

walker_lines() { cat "$top/core/gup_fast.c" "$top/core/gup_entry.h" "$top/core/gup_descend.h" | wc -l; }

# What "make check" says of how an architecture frees its tables, since the port states that,
# too. findings ARCH...: into $work/found, all at once.
TABLE_RULES='no-rcu-free-without-ipi rcu-free-where-ipi table-freed-as-page table-freed-at-once'
findings() {
	local status=0

	bash "$top/coccinelle/check/check.sh" --linux "$linux" --out "$work/check" --arch "$*" \
		--rule "$TABLE_RULES" > "$work/found" 2> "$work/log" || status=$?
	[ "$status" -lt 2 ] || grep -q 'has no file that these rules look at' "$work/log" ||
		die "$(tail -n 1 "$work/log")"
	[ "$status" != 130 ] || exit 130
}
# found ARCH: of these, a line each
found() { sed -n "s,^\(arch/$1/[^ ]*\): \(error\|warning\): \(.*\),  * but \`make check\` says: \`\1\`: \3,p" "$work/found"; }
