#!/usr/bin/env python3
"""The PDF guide of a site beside what prints HTML: guide.py BINARY SITE [--chromium PATH] [--weasyprint PATH] [--runs 3]

`vademecum pdf` reads, checks and typesets the site. The others print one HTML file with the same texts, made beforehand
of the built pages: what it costs to make that file is not counted. Prints a table: CPU and wall seconds of the median run,
the largest memory of a process, pages, tags, and the ratio of CPU seconds to those of vademecum.
"""
import argparse
import pathlib
import re
import shutil
import statistics
import subprocess
import tempfile

import measure

STYLE = "@page{size:A4;margin:2cm}body{font:10.5pt/1.4 'Noto Sans',sans-serif}article{break-before:page}table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2em}img{max-width:100%}"
TEXT = re.compile(r"<h1>.*?</h1>|<div class=\"content\">.*?</div>\s*(?=<|$)", re.S)


def whole(binary, site, folder):
    """One HTML file with the texts of all pages of a site, in a folder where its pictures are found."""
    out = folder / "public"
    measure.run([binary, "build", site, "--out", out, "--no-pdf", "--no-compress", "--date", "2024-11-25"])
    articles = []
    for page in sorted(out.rglob("*.html")):
        html = page.read_text()
        article = re.search(r"<article>(.*)</article>", html, re.S)
        if article and 'http-equiv="refresh"' not in html:
            up = page.parent.relative_to(out).as_posix()
            text = re.sub(r' (src|href)="(?![a-z]+:|#|/)', rf' \1="{up}/', article[1])
            articles.append(f"<article>{text}</article>")
    file = out / "tout.html"
    file.write_text(f"<!doctype html><html lang=fr><meta charset=utf-8><title>Guide</title><style>{STYLE}</style>{''.join(articles)}")
    return file


def facts(pdf):
    """Pages and tags of a PDF, as poppler reads them."""
    told = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, errors="replace", check=False).stdout
    fields = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
    return int(fields.get("Pages", "0")), fields.get("Tagged", "?").strip(), pathlib.Path(pdf).stat().st_size / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("site")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    parser.add_argument("--weasyprint", default=shutil.which("weasyprint"))
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        html = whole(arguments.binary, arguments.site, folder)
        tools = {"vademecum": [arguments.binary, "pdf", arguments.site, "--date", "2024-11-25", "--out"]}
        if arguments.chromium:
            quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer", "--generate-pdf-document-outline"]
            tools["Chromium"] = [arguments.chromium, *quiet, "file://" + str(html)]
        if arguments.weasyprint:
            tools["WeasyPrint, tagged"] = [arguments.weasyprint, "-q", "--pdf-tags", html]
        costs = {}
        for _ in range(arguments.runs):
            for tool, command in tools.items():
                pdf = folder / f"{tool}.pdf"
                last = [f"--print-to-pdf={pdf}", command[-1]] if tool == "Chromium" else [command[-1], pdf]
                costs.setdefault(tool, []).append(measure.run([*command[:-1], *last]))
        own = statistics.median(cost.cpu for cost in costs["vademecum"])
        print("| tool | CPU s | wall s | peak MB | pages | MB | tagged | CPU, times |\n|---|---|---|---|---|---|---|---|")
        for tool, runs in costs.items():
            cpu, wall = (statistics.median(getattr(cost, part) for cost in runs) for part in ("cpu", "wall"))
            pages, tagged, size = facts(folder / f"{tool}.pdf")
            rss = max(cost.rss for cost in runs)
            print(f"| {tool} | {cpu:.2f} | {wall:.2f} | {rss:.0f} | {pages} | {size:.1f} | {tagged} | {cpu / own:.1f} |")


if __name__ == "__main__":
    main()
