"""Runs one command in a small process of its own and writes `code user system wall rss` to a file descriptor.

On Linux a new program begins with the peak memory of the process that started it. The benchmark itself holds whole
sites in memory at times, so it does not start programs by itself: launch.py FD COMMAND…
"""
import os
import sys
import time


def main():
    report, command = int(sys.argv[1]), sys.argv[2:]
    os.set_inheritable(report, False)
    start = time.monotonic()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.monotonic() - start
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on macOS, KiB elsewhere
    os.write(report, b"%d %f %f %f %d" % (code, usage.ru_utime, usage.ru_stime, wall, usage.ru_maxrss * unit))


main()
