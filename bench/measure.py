"""Measures whole processes, and speaks to the stand-in."""
import collections
import contextlib
import glob
import json
import os
import re
import statistics
import subprocess
import time
import urllib.request
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figures:
    """What one run of a command took."""
    wall: float
    cpu: float
    resident: int
    """Peak, in bytes, of the largest of its processes."""
    requests: int = 0
    received: int = 0
    first_request: float = 0
    """Seconds from the start of the process."""
    log: dict = field(default_factory=dict, repr=False)
    threads: dict = field(default_factory=dict, repr=False)
    """CPU seconds by the name of the thread, where they were asked for."""


class StandIn:
    """A running stand-in."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}"

    def _post(self, path):
        request = urllib.request.Request(self.url + path, data=b"", method="POST")
        with urllib.request.urlopen(request, timeout=600) as reply:
            return json.load(reply)

    def latency(self, milliseconds):
        self._post(f"/bench/latency?{milliseconds}")

    def drain(self, log=False):
        return self._post("/bench/drain" + ("?log" if log else ""))


@contextlib.contextmanager
def stand_in(java, class_path, port, images, heap):
    """A stand-in in a process of its own."""
    process = subprocess.Popen([java, f"-Xmx{heap}", "-cp", class_path, "dev.swath.bench.standin.StandIn", str(port), str(images)])
    try:
        server = StandIn(port)
        for _ in range(100):
            try:
                server.drain()
                break
            except OSError:
                time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait()


def thread_times(process):
    """The name of each thread of a process, without its number, and the CPU seconds that it has used so far."""
    times = {}
    for path in glob.glob(f"/proc/{process}/task/*/stat"):
        try:
            with open(path) as stat:
                name, rest = re.fullmatch(r"\d+ \((.*)\) (.*)", stat.read().strip(), re.S).groups()
        except OSError:  # it has ended
            continue
        user, system = rest.split()[11:13]
        times[path] = re.sub(r"[# ]*\d+$", "", name), (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return times


def watch(process):
    """The CPU seconds of a process by thread name, seen every 20 ms until it ends."""
    seen = {}
    while os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        seen.update(thread_times(process))
        time.sleep(0.02)
    sums = collections.Counter()
    for name, seconds in seen.values():
        sums[name] += seconds
    return dict(sums)


def run(command, server, environment=None, keep_log=False, output="/dev/null", by_thread=False):
    """Runs a command to its end and returns its Figures; a command that fails ends the benchmark."""
    server.drain()
    with open(output, "w") as out:
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})})
        threads = watch(process.pid) if by_thread else {}
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begun
    asked = server.drain(log=keep_log)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}: see {output}")
    first = wall - asked["firstRequestAgoSeconds"] if asked["requests"] else 0
    return Figures(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, asked["requests"], asked["bytes"],
                   max(0, first), asked if keep_log else {}, threads)


def median(runs, name):
    return statistics.median(getattr(each, name) for each in runs)
