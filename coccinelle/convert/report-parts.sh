# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by report.sh and private-report.sh, as Markdown: what both say in the same way.
# series, accounts, kernel and top are theirs.
: "${series:?}" "${accounts:?}" "${kernel:?}" "${top:?}"

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

# What the walker does otherwise than the tree's, by its kernel generation.
otherwise() { sed -n 's/^ \* gup-kernel-otherwise: //p' "$top/core/kernels/$kernel" | xargs -d '\n' | sed 's/;$/./'; }

# table_free HEADER: what a port states
table_free() { sed -n 's/^#define GUP_TABLE_FREE[[:space:]]*//p' "$1" | xargs | sed 's/ / or /g'; }

walker_lines() { cat "$top/core/gup_fast.c" "$top/core/gup_entry.h" | wc -l; }
