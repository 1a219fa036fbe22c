# SPDX-License-Identifier: GPL-2.0
#
# Figures of run.sh as Markdown. The first two files have the goals, and the reasons
# why one is not reached.

BEGIN { FS = "\t" }
FILENAME ~ /goals$/ {
	if ($0 !~ /^(#|$)/) {
		goals[++ngoals] = $1
		limit[$1] = $2
		about[$1] = $3
	}
	next
}
FILENAME ~ /reasons$/ {
	if ($0 ~ /^(#|$)/)
		next
	if (NF != 4)
		wrong[++nwrong] = "this is no goal, configurations, pattern and reason: `" $0 "`"
	else if (!($1 in limit))
		wrong[++nwrong] = "a reason is for a goal that there is not: `" $1 "`"
	else
		for (i = split($2, names, " "); i; i--) {
			aim[++nreasons] = $1
			of[nreasons] = names[i]
			pattern[nreasons] = $3
			reason[nreasons] = $4
		}
	next
}
$1 == "about" { said[$2] = said[$2] "* `" $3 "`\n"; next }
{
	section = $1 SUBSEP $3 SUBSEP $5
	if (!(section in rows)) {
		order[++nsections] = section
		command[section] = $9
	}
	ratio = "n/a"
	if ($6 + 0 > 0 && $7 + 0 > 0) {
		ratio = sprintf("%.2f", $7 / $6)
		# Of both kernels, and to the instruction; others compare, or have noise.
		if ($1 == "instructions" && ratio + 0 > 1)
			dearer = dearer "| " $3 " | " $4 " | " $6 " | " $7 " | " ratio " |\n"
		if ($2 in limit) {
			measured($2, $3, $4, $6, $7)
			if (ratio + 0 > limit[$2] + 0)
				ratio = ratio " (goal " limit[$2] ")"
		}
	}
	rows[section] = rows[section] "| " $4 " | " $6 " | " $7 " | " ratio " | " $8 " |\n"
}
END {
	print "# What a page costs\n"
	print "Before is the unconverted kernel, or what a line is said to be against: a straightforward"
	print "walker, or the limit; after is ours. Configurations are rows of `tests/kernel/arch.sh`;"
	print "x86-64 and um are this machine.\n"
	print "| goal | at most | configuration | geometric mean | worst | where | reached | why not |"
	print "|---|---|---|---|---|---|---|---|"
	for (i = 1; i <= ngoals; i++)
		goal_rows(goals[i])
	print "\nInstructions, dearer than before:" (dearer ? "\n" : " none.")
	if (dearer) {
		print "| configuration | what | before | after | ratio |"
		print "|---|---|---|---|---|"
		printf "%s", dearer
	}
	stale()
	if (nwrong)
		print "\nIn `tests/bench/reasons`:\n"
	for (i = 1; i <= nwrong; i++)
		print "* " wrong[i]
	for (i = 1; i <= nsections; i++) {
		split(order[i], s, SUBSEP)
		printf "\n## %s, %s: %s\n\n", s[2], s[1], s[3]
		printf "`%s`\n\n", command[order[i]]
		if (s[2] in said && s[1] == "instructions")
			print said[s[2]]
		print "| what | before | after | ratio | remark |"
		print "|---|---|---|---|---|"
		printf "%s", rows[order[i]]
	}
}

# A figure of a goal, in a configuration; of equal ones the larger is the worse
function measured(goal, name, what, before, after,	ratio, key, i)
{
	key = goal SUBSEP name
	ratio = after / before
	if (!count[key]++)
		configurations[goal] = configurations[goal] " " name
	logs[key] += log(ratio)
	if (ratio > worst[key] || (ratio == worst[key] && after + 0 > most[key])) {
		worst[key] = ratio
		most[key] = after + 0
		where[key] = what ": " before ", " after
	}
	if (!over(ratio, goal))
		return
	for (i = 1; i <= nreasons; i++)
		if (aim[i] == goal && of[i] == name && what ~ pattern[i])
			break
	if (i > nreasons) {
		if (!unexplained[key]++)
			first[key] = what
	} else if (!explains[i]++) {
		why[key] = why[key] (why[key] != "" ? "; " : "") \
			   (pattern[i] == "." ? "" : "`" pattern[i] "`: ") reason[i]
	}
}

# As it is printed, so with two digits
function over(ratio, goal) { return sprintf("%.2f", ratio) + 0 > limit[goal] + 0 }

function goal_rows(goal,	names, n, i, key, mean, text)
{
	n = split(configurations[goal], names, " ")
	if (!n)
		printf "| %s | %s | n/a | n/a | n/a | not measured | n/a | - |\n", about[goal], limit[goal]
	for (i = 1; i <= n; i++) {
		key = goal SUBSEP names[i]
		mean = exp(logs[key] / count[key])
		text = why[key]
		if (unexplained[key])
			text = text (text ? "; " : "") "**no reason is given** of " unexplained[key] \
			       " figures, the first is " first[key]
		printf "| %s | %s | %s | %.2f | %.2f | %s | %s | %s |\n", about[goal], limit[goal],
		       names[i], mean, worst[key], where[key],
		       !over(worst[key], goal) ? "yes" : !over(mean, goal) ? "on the mean" : "no",
		       text ? text : "-"
	}
}

# Of what was not measured nothing is known
function stale(	i, key)
{
	for (i = 1; i <= nreasons; i++) {
		key = aim[i] SUBSEP of[i]
		if (key in count && !explains[i])
			wrong[++nwrong] = "a reason is stale, the goal is reached, or another reason comes first: `" \
					  aim[i] "`, " of[i] ", `" pattern[i] "`: " reason[i]
	}
}
