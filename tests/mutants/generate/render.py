# SPDX-License-Identifier: GPL-2.0
"""The text of a file with all of its mutants in it, behind a switch at run time."""
import re
from sites import plain

DECLARED = ("extern _Bool gup_mutant_is(int number); "
            "extern unsigned long long gup_mutant_bits(int first, unsigned long long set);\n")


class Mutant:
    """key: file, function, text, what it becomes, which of those that are alike."""
    def __init__(self, file, site, other, number):
        self.file, self.site, self.other, self.number = file, site, other, number
        becomes = {"statement": "nothing", "early": other}.get(site.how, other if site.how != "bits" else f"^ {other}")
        self.what = f"{short(site.text)} -> {short(becomes)}"
        self.which = 1

    @property
    def key(self):
        return f"{self.file} {self.site.function}: {self.what}" + (f" ({self.which})" if self.which > 1 else "")


def short(text):
    """Long enough to be told from others, and no longer than a line."""
    return text if len(text) <= 160 else f"{text[:110]} ... {text[-45:]}"


def mutants(file, sites):
    found, alike = [], {}
    for site in sites:
        for other in site.others:
            mutant = Mutant(file, site, other, 0)
            alike[mutant.key] = alike.get(mutant.key, 0) + 1
            mutant.which = alike[mutant.key]
            found.append(mutant)
    for number, mutant in enumerate(found, 1):
        mutant.number = number
    return found


def render(text, wanted):
    """@text with the mutants @wanted, each on a line of its own."""
    by_site = {}
    for mutant in wanted:
        by_site.setdefault(id(mutant.site), (mutant.site, []))[1].append(mutant)
    # The outer one of two at one place comes first; a statement is outside of its expression.
    order = sorted(by_site.values(), key=lambda s: (s[0].start, -s[0].end, s[0].how != "statement", s[0].how == "bits"))

    def part(start, end, inside):
        out, at = [], start
        while inside:
            (site, its), inside = inside[0], inside[1:]
            below = [i for i in inside if i[0].end <= site.end] if site.how != "early" else []
            inside = inside[len(below):]
            out.append(text[at:site.start])
            out.append(one(site, its, below))
            at = site.end
        out.append(text[at:end])
        return "".join(out)

    def one(site, its, below):
        if site.how == "early":
            return "".join(f"\nif (gup_mutant_is({m.number})) {m.other};\n" for m in its)
        whole = part(site.start, site.end, below)
        if site.how == "statement":
            return f"\nif (gup_mutant_is({its[0].number})) ; else\n{whole}"
        if site.how == "bits":
            bits = [int(m.other.split()[1]) for m in its]
            first, set_ = its[0].number, sum(1 << bit for bit in bits)
            assert [m.number for m in its] == list(range(first, first + len(its)))
            return f"\n((__typeof__({whole}))(({whole}) ^ gup_mutant_bits({first}, {set_:#x}ULL)))\n"
        chain = "".join(f"\ngup_mutant_is({m.number}) ? ({plain(m.other)}) :" for m in its)
        return f"({chain}\n({whole}))"

    body = part(0, len(text), order)
    # Behind the comment at the head, for what checks its first line.
    return DECLARED + body


def applied(text, mutant):
    """@text with one mutant in place of what stands there, and the same number of lines."""
    site = mutant.site
    old = text[site.start:site.end]
    new = {"early": f" if (1) {mutant.other};", "statement": "",
           "bits": f"((__typeof__({plain(old)}))(({plain(old)}) ^ (1ULL << {mutant.other.split()[-1]})))",
           }.get(site.how, f"({plain(mutant.other)})")
    return text[:site.start] + new + "\n" * old.count("\n") + text[site.end:]


def named_in(text, line):
    """The numbers of the mutants on a line of what was rendered."""
    words = text.split("\n")[line - 1]
    numbers = [int(n) for n in re.findall(r"gup_mutant_is\((\d+)\)", words)]
    for first, set_ in re.findall(r"gup_mutant_bits\((\d+), (0x[0-9a-f]+)ULL\)", words):
        numbers += range(int(first), int(first) + bin(int(set_, 16)).count("1"))
    return numbers
