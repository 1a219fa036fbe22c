# SPDX-License-Identifier: GPL-2.0
#
# Figures of run.sh as Markdown. A first file has the goals.

BEGIN { FS = "\t" }
FILENAME ~ /goals$/ {
	if ($0 !~ /^#/) {
		goals[++ngoals] = $1
		limit[$1] = $2
		about[$1] = $3
	}
	next
}
$1 == "about" { said[$2] = said[$2] "* `" $3 "`\n"; next }
{
	section = $1 SUBSEP $3
	if (!(section in rows)) {
		order[++nsections] = section
		command[section] = $9
		unit[section] = $5
	}
	ratio = "n/a"
	if ($6 + 0 > 0 && $7 + 0 > 0) {
		ratio = $7 / $6
		if ($2 in limit) {
			count[$2]++
			logs[$2] += log(ratio)
			if (ratio > worst[$2]) {
				worst[$2] = ratio
				where[$2] = $3 ": " $4
			}
		}
		ratio = sprintf("%.2f", ratio)
		if ($2 in limit)
			ratio = ratio (ratio + 0 <= limit[$2] + 0 ? "" : " (goal " limit[$2] ")")
	}
	rows[section] = rows[section] "| " $4 " | " $6 " | " $7 " | " ratio " | " $8 " |\n"
}
END {
	print "# What a page costs\n"
	print "Before is the unconverted kernel, or what a line is said to be against: a straightforward"
	print "walker, or the limit; after is ours.\n"
	print "| goal | at most | geometric mean | worst | where | reached |"
	print "|---|---|---|---|---|---|"
	for (i = 1; i <= ngoals; i++) {
		g = goals[i]
		if (count[g])
			printf "| %s | %s | %.2f | %.2f | %s | %s |\n", about[g], limit[g],
			       exp(logs[g] / count[g]), worst[g], where[g],
			       worst[g] <= limit[g] + 0.005 ? "yes" : exp(logs[g] / count[g]) <= limit[g] + 0.005 ? "on the mean" : "no"
		else
			printf "| %s | %s | n/a | n/a | not measured | n/a |\n", about[g], limit[g]
	}
	for (i = 1; i <= nsections; i++) {
		split(order[i], s, SUBSEP)
		printf "\n## %s, %s\n\n", s[2], s[1]
		printf "`%s`, %s\n\n", command[order[i]], unit[order[i]]
		if (s[2] in said && s[1] == "instructions")
			print said[s[2]]
		print "| what | before | after | ratio | remark |"
		print "|---|---|---|---|---|"
		printf "%s", rows[order[i]]
	}
}
