# SPDX-License-Identifier: GPL-2.0
#
# The work of results.sh. A line of LOG is the kernel's time stamp, then
# "@@@ ..." from init, "| ..." from a test, or else the kernel's own message.

function normal(text)
{
	gsub(/0x[0-9a-f]+/, "0x*", text)
	gsub(/[0-9]+(\.[0-9]+)? ?(us|ms|ns|sec|seconds?)( |$)/, "* time ", text)
	gsub(/\t/, " ", text)
	gsub(/ +$/, "", text)
	return text
}

# Names repeat, so the second of a test gets "(2)": a lost one is then seen.
function result(name, verdict, reason,	key)
{
	key = test SUBSEP name
	if (seen[key]++)
		name = name " (" seen[key] ")"
	printf "%s\t%s\t%s\t%s\n", test, normal(name), verdict, normal(reason)
}

# "ok 3 name # SKIP reason", where mm's tests give name or reason, seldom both;
# then the name is that of the last "# [RUN] name" line.
function ktap(line,	verdict, name, reason, at)
{
	verdict = line ~ /^not / ? "fail" : "pass"
	sub(/^(not )?ok [0-9]+ ?(- )?/, "", line)
	# gup_test's threads print in two pieces, and across each other
	if (test ~ /^gup_test/ && line ~ /^(# |(not )?ok )/) {
		half[++halves] = verdict
		if (line ~ /ok /)
			ktap(line)
		return
	}
	name = line
	reason = ""
	at = match(line, /# +(SKIP|XFAIL|XPASS|error)( |$)|#  /)
	if (at) {
		name = substr(line, 1, at - 1)
		reason = substr(line, at)
		if (reason ~ /^# +SKIP/)
			verdict = "skip"
		else if (reason ~ /^# +XFAIL/)
			verdict = "xfail"
		sub(/^# +(SKIP|XFAIL|XPASS|error)? */, "", reason)
	}
	sub(/ +$/, "", name)
	if (running != "") {
		if (reason == "")
			reason = name
		name = running
	} else if (name == "") {
		name = reason
	} else if (match(name, /^ioctl status /)) {
		# gup_test is content with fewer pages than it asked for
		reason = substr(name, RLENGTH + 1) cut
		name = "ioctl status"
		if (cut != "")
			verdict = "fail"
		cut = ""
	}
	result(name, verdict, reason)
}

# khugepaged has no KTAP: "What it does...... OK"
function steps(line,	at, name, outcome)
{
	if (line ~ /^Run test: /) {
		running = substr(line, 11)
		return
	}
	at = match(line, /\.\.\.+ *(OK|Fail.*|Timeout.*|Skip)$/)
	if (!at) {
		if (line ~ /^(Failed|Page .* corrupted|Unexpected|madvise)/)
			result(running ": stopped", "fail", line)
		return
	}
	name = substr(line, 1, at - 1)
	outcome = substr(line, at)
	sub(/^\.+ */, "", outcome)
	if (running != "")
		name = running ": " name
	result(name, outcome == "OK" ? "pass" : outcome == "Skip" ? "skip" : \
	       "fail", outcome == "OK" ? "" : outcome)
}

{
	sub(/\r+$/, "") # Xen's console adds one of its own
	sub(/^\[ *[0-9]+\.[0-9]+\] /, "")
}

/^@@@ begin / {
	test = $3
	running = ""
	cut = ""
	plan = ""
	halves = 0
	next
}

/^@@@ end / {
	verdict = $4 == "exit-0" ? "pass" : $4 == "exit-4" ? "skip" : "fail"
	# khugepaged's exit status is its number of failures, 4 as well
	if ($4 == "exit-4" && test ~ /^khugepaged/)
		verdict = "fail"
	# a test that skips the rest of its plan says so by its status
	if (plan != "" && verdict != "skip")
		result("plan", "fail", plan)
	result("exit", verdict, $4 == "exit-0" ? "" : $4)
	test = ""
	commands++
	next
}

/^@@@ pins / {
	if ($4 + 0 > most)
		most = $4
	if ($4 - $5 != held) {
		unbalanced = unbalanced $3 ": " $4 " acquired, " $5 " released; "
		held = $4 - $5
	}
	next
}

/^@@@ done / { done = $3; next }

/^\| / {
	line = substr($0, 3)
	if (match(line, /# \[RUN\] /))
		running = substr(line, RSTART + RLENGTH)
	else if (line ~ /^(not )?ok [0-9]+/)
		ktap(line)
	else if (halves && line ~ /^ioctl status /)
		result("ioctl status", half[halves--], substr(line, 14))
	else if (line ~ /^Bail out!/)
		result("bail out", "fail", running " " substr(line, 11))
	else if (line ~ /^1\.\.0/)
		result("all", "skip", substr(line, 6))
	else if (line ~ /^# Planned tests != run tests/)
		plan = substr(line, 3)
	else if (match(line, /[Tt]runcated \(size: [0-9]+\)/))
		cut = cut ", " substr(line, RSTART, RLENGTH)
	else if (test ~ /^khugepaged/)
		steps(line)
	else if (line ~ /^init: /)
		setup = setup substr(line, 7) "; "
	next
}

/printk messages dropped/ { lost++ }

# Of data races there are many, elsewhere, and they come and go.
/^BUG: KCSAN: data-race in / && !/gup|(get|pin)_user_pages|try_grab|unpin/ { next }

/^(WARNING|BUG|Oops|INFO: (task|rcu|possible|trying)|UBSAN|KASAN|KCSAN)[: ]/ ||
/^(kernel BUG at|Internal error|Unable to handle kernel|general protection)/ ||
/^(Kernel panic|watchdog: BUG|Bad page|refcount_t: |list_(add|del) corrupt)/ ||
/rcu: INFO: |self-detected stall|possible recursive locking|lockdep: off/ ||
/^(Unhandled fault|Kernel BUG|page_owner|VM_BUG|Kernel access of bad area)/ {
	if (splats++ < 3)
		first = first (test == "" ? "" : "in " test ": ") normal($0) "; "
}

END {
	test = "kernel"
	result("set-up", "pass", setup)
	result("dmesg splats", splats ? "fail" : "pass",
	       splats ? splats ": " first : "0")
	if (!most)
		result("pins balanced", "skip", "nothing pinned, or no" \
		       " nr_foll_pin_acquired in /proc/vmstat")
	else
		result("pins balanced", held || unbalanced != "" ? "fail" : \
		       "pass", unbalanced)
	result("console complete", lost ? "fail" : "pass",
	       lost ? "printk dropped messages" : "")
	result("end reached", done && done == commands ? "pass" : "fail",
	       (commands + 0) " commands")
}
