# SPDX-License-Identifier: GPL-2.0
#
# From what guest.c said in two logs, of the unconverted and the converted kernel
# of row: a figure a line, for run.sh.

FNR == 1 { side++ }
{ sub(/\r+$/, ""); sub(/^.*\| /, "") }
$1 == "figure" {
	name = $2 " " $3 " " $4 " " $5
	if (!((name, 1) in got) && !((name, 2) in got))
		order[++n] = name
	got[name, side] = sprintf("%.1f", $6 / 10)
}
# As a figure of all calls, without values
$1 == "without" {
	reason = $0
	sub(/^without [^ ]* /, "", reason)
	if (!($2 in why))
		missing[++m] = $2
	why[$2] = reason
}
END {
	title["anonymous"] = "anonymous"
	title["shmem"] = "shmem"
	title["thp"] = "THP"
	title["thp-by-pte"] = "THP by ptes"
	title["mthp-64k"] = "mTHP 64K"
	title["hugetlb"] = "hugetlb"
	title["hugetlb-1g"] = "hugetlb 1G"
	command = "make bench T=instructions ARCH=" row
	for (i = 1; i <= n; i++) {
		split(order[i], w, " ")
		line("instructions", goal(w[1], w[2], w[4]),
		     title[w[1]] ", " (w[2] == "slow" ? "long-term pin, slow path" : w[2]) ", " w[3] ", " \
		     w[4] " a call", value(order[i], 1), value(order[i], 2), "-", command)
	}
	for (i = 1; i <= m; i++)
		line("instructions", "-", title[missing[i]], "n/a", "n/a", why[missing[i]], command)
}

function value(name, side) { return (name, side) in got ? got[name, side] : "n/a" }

function line(part, aim, what, before, after, remark, command)
{
	print part "\t" aim "\t" row "\t" what "\tinstructions/page\t" before "\t" after "\t" remark "\t" command
}

function goal(kind, call, pages)
{
	if (call == "slow")
		return "-"
	if (kind == "anonymous" && pages == 512)
		return "anonymous-512"
	if (kind == "shmem" && pages == 512 && call == "pin")
		return "shmem-512"
	if (kind ~ /^(anonymous|shmem)$/ && pages == 16)
		return "single-16"
	if (kind ~ /^(anonymous|thp)$/ && pages == 1)
		return "one"
	if (kind ~ /^(mthp-64k|thp-by-pte)$/ && pages == 512)
		return "by-pte-512"
	if (kind ~ /^(thp|hugetlb|hugetlb-1g)$/ && pages == 512)
		return "huge-512"
	return "-"
}
