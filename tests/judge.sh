# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by each runner: runs a program that says TAP, and holds the results against the
# plan and the exit status. What they do not explain is one more result, which failed.

# What a sanitizer says of an error, as against a mere warning about itself.
sanitizer_words='(ERROR|WARNING): [A-Za-z]*Sanitizer:|: runtime error: '

# judged WHO SECONDS OUT AGAIN COMMAND...: the TAP is in OUT.tap, the other words in OUT.err.
# SECONDS are of CPU time, which a loaded machine does not use up; one that sleeps has ten
# times as long. AGAIN repeats it. The status is 1 if a result failed.
judged()
{
	local who=$1 seconds=$2 out=$3 again=$4 status=0
	shift 4
	# The braces keep what the shell says of a signal to itself.
	{ (
		ulimit -S -c 0 -t "$seconds"
		exec timeout --kill-after=10 $((10 * seconds)) "$@"
	) > "$out.tap" 2> "$out.err" || status=$?; } 2> /dev/null
	judge "$who" "$status" "$out" "$again"
}

# judge WHO STATUS OUT AGAIN: the same of a program that has ended
judge()
{
	local why
	touch "$3.tap" "$3.err"
	# A judge that says nothing has not judged.
	why=$(unexplained "$2" "$3") || why="nobody could tell how it ended, status $2"
	[ "$why" = explained ] || printf 'not ok - %s: %s\n# again: %s\n' "$1" "$why" "$4" >> "$3.tap"
	! grep -q '^not ok' "$3.tap"
}

# unexplained STATUS OUT: "explained", or why an end is none of a program that said all it had to say
unexplained()
{
	local how error
	error=$(grep -m 1 -E "$sanitizer_words" "$2.err" || tail -n 1 "$2.err")
	case $1 in
	[01]) how="exit status $1" ;;
	124 | 137 | 152) how="stopped by the time limit, or killed, status $1" ;;
	*) how="exit status $1"
		[ "$1" -lt 129 ] || how="died of SIG$(kill -l $(($1 - 128)) 2> /dev/null || echo "NAL $(($1 - 128))")" ;;
	esac
	awk -v status="$1" -v how="$how" -v error="${error:0:300}" -v hurt="$(grep -cE "$sanitizer_words" "$2.err")" '
		/^1\.\.[0-9]+/ { plans++; planned = substr($1, 4) + 0; none = /# *[Ss][Kk][Ii][Pp]/; next }
		/^Bail out!/ { why = why "; it bailed out" }
		/^(not )?ok( |$)/ {
			said++
			last = $0
			if (/^not/) failed++
			else if (/# *[Ss][Kk][Ii][Pp]/) skipped++
			if (match($0, /ok [0-9]+/) && substr($0, RSTART + 3, RLENGTH - 3) + 0 != said && !odd++)
				why = why "; a result is out of sequence"
		}
		END {
			if (!plans) why = why "; it planned nothing"
			else if (plans > 1) why = why "; it planned more than once"
			else if (said + 0 != planned) why = why "; said " said + 0 " of " planned " results"
			else if (!planned && !none) why = why "; it ran nothing"
			# 4 is of a script whose results are all skips (finish() of tap.sh).
			if (status != (failed > 0) && !(status == 4 && said && skipped == said)) why = why "; its results do not explain that"
			if (hurt) why = why "; a sanitizer found an error"
			if (!why)
				print "explained"
			else
				print how why "; the last result: " (last ? last : "none") "; stderr: " (error ? error : "nothing")
		}' "$2.tap"
}

# counted FILE...: sets passed, failed and skipped
# shellcheck disable=SC2034 # for who calls
counted()
{
	read -r passed failed skipped < <(cat /dev/null "$@" | awk '
		/^not ok( |$)/ { failed++; next }
		/^ok .*# *[Ss][Kk][Ii][Pp]/ || /^1\.\.0 +# *[Ss][Kk][Ii][Pp]/ { skipped++; next }
		/^ok( |$)/ { passed++ }
		END { print passed + 0, failed + 0, skipped + 0 }')
}

# not_run FILE: the reason, if all that a program has to say is that it was skipped
not_run() {
	awk '/^(not )?ok( |$)/ && !/^ok .*# *[Ss][Kk][Ii][Pp]/ { ran = 1 }
		/^(ok|1\.\.0) .*# *[Ss][Kk][Ii][Pp]/ && !why { why = $0; sub(/.*# *[Ss][Kk][Ii][Pp] */, "", why) }
		END { if (!ran && why) print why; exit ran || !why }' "$1"
}

# closing: the last line of a run, by passed, failed and skipped; nothing run is a failure
closing()
{
	if [ $((passed + failed)) = 0 ]; then
		echo "not ok - nothing was run"
		failed=1
	fi
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" = 0 ]
}
