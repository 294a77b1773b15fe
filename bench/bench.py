"""Runs the scenarios, prints their tables, and writes them into docs/benchmark.md or holds them against the committed ratios."""
import argparse
import glob
import json
import os
import re
import socket
import subprocess
import sys
import time

import goals
from measure import median, stand_in
from scenarios import Bench

WORSE = 1.15
IMAGES = 60


def parse(arguments):
    parser = argparse.ArgumentParser(prog="bench/run")
    parser.add_argument("home")
    parser.add_argument("class_path")
    parser.add_argument("--quick", action="store_true", help="three minutes; fails where a ratio is more than 15 %% worse")
    parser.add_argument("--rounds", type=int, default=3, help="counted runs of each client; large scenarios have fewer")
    parser.add_argument("--only", default="", help="scenarios, separated by commas")
    parser.add_argument("--heap", default="10g", help="heap of the stand-in, which holds every reply")
    return parser.parse_args(arguments)


def javas():
    """The JDKs of this machine by their feature release."""
    found = {}
    for home in sorted(set(map(os.path.realpath, glob.glob("/usr/lib/jvm/*/")))):
        try:
            with open(os.path.join(home, "release")) as release:
                version = re.search(r'^JAVA_VERSION="(\d+)', release.read(), re.M)
        except OSError:
            continue
        if version and int(version.group(1)) >= 17:
            found[version.group(1)] = home
    return found


def scenarios(bench, java, options):
    return {
        "default 12, 300 ms": lambda: bench.default_job(12, 300, with_gdal=not options.quick),
        "default 12, 1500 ms": lambda: bench.default_job(12, 1500),
        "default 60, 300 ms": lambda: bench.fewer(2).default_job(IMAGES, 300),
        "split 12, 1500 ms": lambda: bench.split(12, 1500),
        "native 5000 x 5000 x 3": bench.native,
        "raw 10 980 x 10 980 x 4": bench.raw,
        "wide 30 000 x 30 000": bench.wide,
        "listing": lambda: bench.listing("BENCH/LISTING", 200_000),
        "million": lambda: bench.listing("BENCH/MILLION", 1_000_000),
        "start": lambda: bench.start(javas()),
        "parts": lambda: bench.parts(java, options.class_path),
        "profile": lambda: bench.profile(java),
    }


def wanted(name, options):
    """The million takes ten minutes, and its listing is not different from the shorter one."""
    if options.quick:
        return name in ("default 12, 300 ms", "native 5000 x 5000 x 3")
    if options.only:
        return any(name.startswith(word) for word in options.only.split(","))
    return name != "million"


def ratios(name, result):
    """Swath divided by what stands beside it: wall and CPU."""
    rows = result.get("rows", {})
    if "swath" not in rows:
        return {}
    return {f"{name}: {what} ÷ {other}": round(median(rows["swath"], what) / median(rows[other], what), 3)
            for other in ("script", "gdal") if other in rows for what in ("wall", "cpu")}


def table(name, result):
    if "lines" in result:
        return "\n".join([f"### {name}", "", *result["lines"]])
    lines = [f"### {name}", "", "| client | wall s | CPU s | peak resident MB | requests | MB received | first request s |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    for client, runs in result["rows"].items():
        lines.append("| {} | {:.2f} | {:.2f} | {:.0f} | {:.0f} | {:.1f} | {:.2f} |".format(
            client, median(runs, "wall"), median(runs, "cpu"), median(runs, "resident") / 1e6, median(runs, "requests"),
            median(runs, "received") / 1e6, median(runs, "first_request")))
    for key, value in result.items():
        if key not in ("rows", "images"):
            lines += ["", f"{key}: {value:,.0f}"]
    for key, value in ratios(name, result).items():
        lines += ["", f"{key.split(': ')[1]} = **{value}**"]
    return "\n".join(lines)


def machine():
    with open("/proc/cpuinfo") as info:
        model = re.search(r"model name\s*:\s*(.*)", info.read())
    with open("/proc/meminfo") as info:
        memory = int(re.search(r"MemTotal:\s*(\d+)", info.read()).group(1)) / 1e6
    versions = ", ".join(javas())
    return f"{os.cpu_count()} cores ({model.group(1) if model else 'unknown'}), {memory:.0f} GB of memory, JDK {versions}"


def write_page(home, tables):
    path = os.path.join(home, "docs", "benchmark.md")
    with open(path) as page:
        text = page.read()
    begin, end = "<!-- tables: written by bench/run -->", "<!-- end of tables -->"
    head, rest = text.split(begin)
    tail = rest.split(end)[1]
    body = f"\nMeasured on {machine()}.\n\n" + "\n\n".join(tables) + "\n"
    with open(path, "w") as page:
        page.write(head + begin + "\n" + body + "\n" + end + tail)


def compare(measured, committed):
    """Whether no ratio is more than 15 % worse than the committed one."""
    well = True
    for key, value in measured.items():
        if "cpu" in key and key in committed:
            worse = value > committed[key] * WORSE
            well &= not worse
            print(f"{'WORSE' if worse else 'ok':5} {key}: {value} (committed {committed[key]})")
    return well


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def measure(all_scenarios, options):
    """The results of the wanted scenarios by name, and why others failed; the rest goes on."""
    results, failed = {}, {}
    for name, scenario in all_scenarios.items():
        if not wanted(name, options):
            continue
        begun = time.monotonic()
        try:
            results[name] = scenario()
        except (SystemExit, subprocess.CalledProcessError, OSError) as failure:
            failed[name] = str(failure).replace(options.home, ".")
            print(f"{name} failed: {failure}", file=sys.stderr, flush=True)
            continue
        print(table(name, results[name]), end="\n\n", flush=True)
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return results, failed


def main():
    options = parse(sys.argv[1:])
    os.chdir(options.home)
    rounds = 3 if options.quick else options.rounds
    committed_path = os.path.join(options.home, "bench", "ratios.json")
    if options.quick and not os.path.exists(committed_path):
        raise SystemExit("bench/run: there is no bench/ratios.json to compare with: run bench/run without --quick first")
    java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    with stand_in(java, options.class_path, free_port(), IMAGES, options.heap) as server:
        bench = Bench(options.home, server, rounds)
        try:
            results, failed = measure(scenarios(bench, java, options), options)
        finally:
            bench.close()
    measured = {key: value for name, result in results.items() for key, value in ratios(name, result).items()}
    print(goals.table(results), flush=True)
    if options.quick:
        with open(committed_path) as committed:
            sys.exit(0 if compare(measured, json.load(committed)) and not failed else 1)
    if not options.only:
        reasons = [f"### {name}\n\nfailed: {reason}" for name, reason in failed.items()]
        write_page(options.home, [goals.table(results), *(table(name, result) for name, result in results.items()), *reasons])
        with open(committed_path, "w") as out:
            json.dump(measured, out, indent=2, ensure_ascii=False, sort_keys=True)
            out.write("\n")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
