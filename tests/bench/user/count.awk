# SPDX-License-Identifier: GPL-2.0
#
# What gcc -S made of a walker, with its instructions counted: each run of them that is
# entered and left as a whole begins with adding its number to bench_steps. What is
# added changes no register and no flag. Where the flags are set from the stack, as a
# section with interrupts off begins and ends, bench_flags() looks at them.

function flush(	i)
{
	if (n)
		print "\tpushfq\n\taddq\t$" n ", bench_steps(%rip)\n\tpopfq"
	for (i = 1; i <= lines; i++)
		print line[i]
	lines = n = 0
}

/^#APP/ { inline = 1 }
/^#NO_APP/ { inline = 0 }

# A label, which may be jumped to, or another section
/^[^ \t#].*:/ || /^\t\.(text|section|data|bss|local|comm)/ { flush(); print; next }

{ line[++lines] = $0 }

# A directive, or a comment; of inline assembly a line may begin anywhere
/^[ \t]*[.#]/ || /^[ \t]*$/ { next }

{
	parts = inline ? split($0, part, ";") : 1
	for (i = 1; i <= parts; i++)
		n += !inline || part[i] ~ /[a-z]/
}
/popfq/ { flush(); print "\tcall\tbench_flags"; next }
/^\t(notrack )?(j|call|ret|loop)/ { flush() }

END { flush() }
