"""The Markdown tables of the benchmark: ratios first, which hold on any machine, then what this machine took."""
import statistics

NAMES = {
    "cold": "cold build, no compression",
    "compressed": "cold build, compressed copies",
    "unchanged": "build, nothing changed",
    "one page": "build, one page changed",
    "check": "check",
    "hugo": "Hugo, cold build",
}


def table(cases, environment):
    """All tables as one text."""
    parts = [environment + ".", "### Ratios", ratios(cases)]
    if any("hugo" in case.costs for case in cases):
        parts += ["### Beside Hugo", hugo(cases)]
    parts += ["### Output and navigation", output(cases), "### This machine", machine(cases), "### Promises", promises(cases)]
    return "\n\n".join(parts)


def ratios(cases):
    heads = ["", "texts", "MB of Markdown", "CPU per text ÷ the smallest site’s", "CPU per MB of Markdown ÷ the smallest site’s", "CPU per MB added since the size before ÷ the first such",
             "the same, user CPU alone",
             "wall per text ÷ the smallest site’s", "cold with compression ÷ without", "nothing changed ÷ cold with compression", "one page changed ÷ cold with compression",
             "check ÷ cold without compression", "cores used, without compression", "cores used, with compression", "peak memory ÷ Markdown"]
    columns = [heads]
    for case in cases:
        relatives = [other for other in cases if family(other) == family(case)]
        base, cold, compressed = relatives[0], cpu(case, "cold"), cpu(case, "compressed")
        columns.append([
            case.name, thousands(case.texts), "%.1f" % case.megabytes,
            "%.2f" % (cold / case.texts / (cpu(base, "cold") / base.texts)), "%.2f" % (cold / case.megabytes / (cpu(base, "cold") / base.megabytes)), slope(case, relatives, "cpu"), slope(case, relatives, "user"),
            "%.2f" % (median(case, "cold", "wall") / case.texts / (median(base, "cold", "wall") / base.texts)),
            "%.2f" % (compressed / cold), "%.2f" % (cpu(case, "unchanged") / compressed), "%.2f" % (cpu(case, "one page") / compressed),
            "%.2f" % (cpu(case, "check") / cold), "%.2f" % cores(case, "cold"), "%.2f" % cores(case, "compressed"), "%.1f" % (median(case, "cold", "rss") / case.megabytes),
        ])
    return grid(zip(*columns))


def slope(case, relatives, what):
    """CPU per MB that a site has more than the one before, over the same for the first two: 1.00 is a line, whatever a start costs."""
    def steepness(at):
        small, large = relatives[at - 1], relatives[at]
        return (median(large, "cold", what) - median(small, "cold", what)) / (large.megabytes - small.megabytes)
    at = relatives.index(case)
    return "%.2f" % (steepness(at) / steepness(1)) if at > 0 else "–"


def hugo(cases):
    columns = [["", "CPU: vademecum ÷ Hugo", "user CPU alone: vademecum ÷ Hugo", "wall: vademecum ÷ Hugo", "peak memory: vademecum ÷ Hugo", "bytes of HTML: vademecum ÷ Hugo", "CPU with compression ÷ Hugo (which makes none)"]]
    for case in [case for case in cases if "hugo" in case.costs]:
        over = lambda what: "%.2f" % (median(case, "cold", what) / median(case, "hugo", what))
        columns.append([case.name, over("cpu"), over("user"), over("wall"), over("rss"), "%.2f" % (case.output.html / case.hugo_output.html), "%.2f" % (cpu(case, "compressed") / cpu(case, "hugo"))])
    return grid(zip(*columns))


def output(cases):
    columns = [["", "HTML files", "output, MB", "of it HTML", "of it Markdown copies", "of it the rest", "output with compressed copies, MB", "output ÷ Markdown", "share of navigation in the HTML",
                "pages in the navigation of a page, median", "the most in one page’s navigation", "the most that one page links to at all", "files written after one change"]]
    for case in cases:
        out, nav = case.output, case.navigation
        columns.append([case.name, thousands(out.pages), "%.1f" % out.total, "%.1f" % out.html, "%.1f" % out.markdown, "%.1f" % out.rest, "%.1f" % case.compressed_output.total,
                        "%.1f" % (out.total / case.megabytes), "%.0f %%" % (nav.share * 100), nav.median_links, nav.most_links, nav.most_anywhere, case.rewritten])
    pages = ["%s: `%s` has the longest navigation, `%s` the most links." % (case.name, case.navigation.most_page, case.navigation.most_anywhere_page) for case in cases]
    return grid(zip(*columns)) + "\n\n" + "  \n".join(pages)


def machine(cases):
    heads = ["site", "what", "CPU s (least–most)", "of it in the kernel", "wall s (least–most)", "peak MB", "texts a CPU second", "texts a second"]
    rows = []
    for case in cases:
        for step in [step for step in NAMES if step in case.costs]:
            rows.append([case.name, NAMES[step], spread(case, step), "%.2f" % median(case, step, "system"), spread(case, step, "wall"), "%.0f" % median(case, step, "rss"),
                         thousands(case.texts / cpu(case, step)), thousands(case.texts / median(case, step, "wall"))])
    return grid([heads, *rows])


def promises(cases):
    failures = ["- **%s**: %s" % (case.name, failure) for case in cases for failure in dict.fromkeys(case.failures)]
    kept = "Kept on every site and in every run: a build with nothing changed writes no file; a changed page is written; no page's navigation lists half of the pages or more (sites of 1,000 texts and more)."
    return "\n".join(["Broken:", "", *failures]) if failures else kept


def family(case):
    """Sites that differ in size alone are compared: the name without its number."""
    return case.name.rstrip("0123456789,").rstrip(" -")


def median(case, step, what):
    return statistics.median(getattr(cost, what) for cost in case.costs[step])


def cpu(case, step):
    return median(case, step, "cpu")


def cores(case, step):
    return cpu(case, step) / median(case, step, "wall")


def spread(case, step, what="cpu"):
    values = [getattr(cost, what) for cost in case.costs[step]]
    return "%.2f (%.2f–%.2f)" % (statistics.median(values), min(values), max(values))


def thousands(number):
    return "{:,.0f}".format(number)


def grid(rows):
    """A Markdown table; the first row is the head, the first column is text."""
    head, *rest = [list(row) for row in rows]
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rest]
    return "\n".join("| %s |" % " | ".join(str(cell) for cell in line) for line in lines)
