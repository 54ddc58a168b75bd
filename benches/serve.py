"""What a preview costs: start, saves, memory, and doing nothing.

serve.py BINARY SITE [--edits 30] [--many 1000] [--title] [--command "SERVER … {port} {site}"]

SITE is a copy of a site's folder: its pages are written. A page of content is edited, over and over, until the words that
were saved are served over HTTP; asked for every 5 ms. With --command any other server is measured in the same way.
Prints one JSON object. Linux, Python 3.9 or later, nothing else to install.
"""
import argparse
import http.client
import json
import os
import pathlib
import re
import shlex
import signal
import socket
import statistics
import subprocess
import tempfile
import time

POLL = 0.005
TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    """A port that nobody has."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def get(port, path):
    """Status and body; (0, b"") while nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


def cpu(pid):
    """CPU seconds of a process, its ended children included."""
    fields = pathlib.Path("/proc/%d/stat" % pid).read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / TICKS


def memory(pid):
    """Resident megabytes (10^6 bytes): now, and the most so far."""
    status = pathlib.Path("/proc/%d/status" % pid).read_text()
    return tuple(int(re.search(name + r":\s+(\d+)", status)[1]) * 1024 / 1e6 for name in ("VmRSS", "VmHWM"))


def wait_for(port, path, wanted, seconds=120):
    """Seconds until the page holds what is wanted; None when it never does."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        status, body = get(port, path)
        if status == 200 and wanted in body:
            return time.monotonic() - start
        time.sleep(POLL)
    return None


def settled(pid, quiet=1.0):
    """Waits until a process does nothing any more: what it does after its start, or after a save."""
    before = cpu(pid)
    while True:
        time.sleep(quiet)
        now = cpu(pid)
        if now - before < 0.02:
            return
        before = now


def edit(arguments, port, page, path, text, number):
    """Saves a page with a word that it never had, at its end or as its title; seconds until it is served."""
    word = "marqueur-%d-%d" % (number, time.time_ns())
    if arguments.title:
        changed = re.sub(r"^title:.*$", "title: " + word, text, count=1, flags=re.M)
    else:
        changed = text.rstrip("\n") + "\n\n" + word + "\n"
    page.write_text(changed, encoding="utf-8")
    return wait_for(port, path, word.encode())


def measure(arguments):
    site = pathlib.Path(arguments.site)
    page = next(page for page in sorted(site.glob("content/*/*.md")) if not page.stem.endswith("index"))
    path = "/" + str(page.relative_to(site / "content").with_suffix("")) + (".html" if not arguments.command else "/")
    port = free_port()
    command = arguments.command or "{binary} serve {site} --port {port}"
    command = [part.format(binary=arguments.binary, site=site, port=port) for part in shlex.split(command)]
    log = tempfile.TemporaryFile()
    start = time.monotonic()
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
    text = page.read_text(encoding="utf-8")
    result = {"site": site.name, "page_bytes": len(text.encode())}
    try:
        first = wait_for(port, path, b"<", 300)
        result["first_page_s"] = round(time.monotonic() - start, 2) if first is not None else None
        settled(server.pid)
        result["ready_cpu_s"] = round(cpu(server.pid), 2)
        result["ready_mb"] = round(memory(server.pid)[0])
        saves(arguments, server, port, page, path, text, result)
        before = cpu(server.pid)
        time.sleep(10)
        result["idle_cpu_s_in_10_s"] = round(cpu(server.pid) - before, 2)
    finally:
        page.write_text(text, encoding="utf-8")
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
    print(json.dumps(result))


def saves(arguments, server, port, page, path, text, result):
    before = cpu(server.pid)
    times = []
    for number in range(arguments.edits):
        times.append(edit(arguments, port, page, path, text, number))
        time.sleep(arguments.pause)
    settled(server.pid)
    result["cpu_ms_per_edit"] = round((cpu(server.pid) - before) / arguments.edits * 1e3, 1)
    result["saved_to_served_ms"] = {
        "median": round(statistics.median(times) * 1e3, 1),
        "min": round(min(times) * 1e3, 1),
        "max": round(max(times) * 1e3, 1),
    }
    result["after_edits_mb"] = round(memory(server.pid)[0])
    if arguments.many:
        for number in range(arguments.many):
            edit(arguments, port, page, path, text, number)
        settled(server.pid)
        result["after_%d_more_mb" % arguments.many] = round(memory(server.pid)[0])
    result["most_mb"] = round(memory(server.pid)[1])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("site")
    parser.add_argument("--command")
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--title", action="store_true")
    parser.add_argument("--pause", type=float, default=0.7)
    measure(parser.parse_args())
