"""What Swath is meant to reach, beside what was measured."""
import os

from measure import median

CORES = os.cpu_count()
LATENCY = 1.5
"""Of "split 12, 1500 ms", in seconds."""


def ratio(what, other):
    return lambda rows: median(rows["swath"], what) / median(rows[other], what)


def resident(rows):
    return median(rows["swath"], "resident") / 1e6


def native_wall(rows):
    """Against the larger of what the same requests take and what the cores need for the computing."""
    swath = rows["swath"]
    return median(swath, "wall") / max(median(rows["floor"], "wall"), median(swath, "cpu") / CORES)


def overlap(rows):
    """Against one wait, since all requests may be in flight at once, and the computing on all cores."""
    parallel = rows["parallel"]
    return median(parallel, "wall") / (LATENCY + median(parallel, "cpu") / CORES)


def of_start(what, release):
    return lambda rows: median(rows[f"nothing to do, JDK {release}"], what)


DEFAULT, LATE, LONG = "default 12, 300 ms", "default 12, 1500 ms", "default 60, 300 ms"
RAW, WIDE, NATIVE = "raw 10 980 x 10 980 x 4", "wide 30 000 x 30 000", "native 5000 x 5000 x 3"

GOALS = [
    # Scenario, what it is about, the most it may be, and how it follows from the scenario's rows.
    *[goal for name in (DEFAULT, LATE) for goal in (
        (name, "wall ÷ script", 0.6, ratio("wall", "script")),
        (name, "CPU ÷ script", 0.8, ratio("cpu", "script")),
        (name, "peak resident MB", 350, resident))],
    (LONG, "wall ÷ script", 0.35, ratio("wall", "script")),
    (LONG, "CPU ÷ script", 0.45, ratio("cpu", "script")),
    ("split 12, 1500 ms", "parallel: wall ÷ (one wait + CPU ÷ cores)", 1.1, overlap),
    (NATIVE, "CPU ÷ GDAL's COG driver", 0.5, ratio("cpu", "gdal")),
    (NATIVE, "wall ÷ max(floor, CPU ÷ cores)", 1.1, native_wall),
    (RAW, "CPU ÷ GDAL's COG driver", 0.6, ratio("cpu", "gdal")),
    (RAW, "peak resident MB", 350, resident),
    (WIDE, "peak resident MB", 350, resident),
    ("start", "first request, JDK 17, s", 0.8, of_start("first_request", 17)),
    ("start", "first request, JDK 25, s", 0.5, of_start("first_request", 25)),
    ("start", "nothing to do, JDK 25, CPU s", 1.5, of_start("cpu", 25)),
]


REMAINS = [
    # Of a scenario, what a goal is about, and why it is not reached where it is not.
    ("default 12", "", "Java's compilers, collector, start and end take about half of the CPU time (*profile*), which a script does not "
     "have; until the first request only one of two cores has much to do."),
    ("default 60", "", "Two thirds of the CPU time are the images themselves, in code of the first compiler; no method stands out "
     "(*profile*)."),
    ("split", "", "Java starts and compiles its code while the first requests wait, which counts as neither."),
    ("native", "", "One image: starting Java and compiling its code take longer than GDAL needs for all of it (*profile*)."),
    ("raw", "CPU", "Half of what the threads do is to write noise of 16 bits as DEFLATE and to average it (*profile*), in code of the first "
     "compiler; the second one makes it twice as fast, but costs more than it saves in a run of pictures. The collector takes an eighth: "
     "it moves replies of 12 MB in a heap that is kept small."),
    ("raw", "MB", "Replies of 16-bit samples that wait for a processor, and what the heap keeps free, are most of it: "
     "`swath.concurrency.bytes` lowers it."),
    ("wide", "", "As for *raw*."),
    ("start", "request", "Most of it is Camel's start, reading its routes and settings, in code that is not compiled yet, spread over "
     "very many methods (*profile*)."),
    ("start", "CPU", "Half of it is the main thread, a third the compilers (*profile*, on JDK 17)."),
    ("listing", "", "The first tenth holds the start of the compilers; after it an image takes a few tenths of a "
     "millisecond of CPU time, mostly for its JSON and its footprint."),
    ("million", "", "As for *listing*."),
]


def remains(found):
    """Why the goals that are not reached are not."""
    missed = [(scenario, name) for scenario, name, _, _, reached in found if not reached]
    lines = []
    for start, part, text in REMAINS:
        names = dict.fromkeys(scenario for scenario, name in missed if scenario.startswith(start) and part in name)
        if names:
            lines.append(f"- {', '.join(names)}{': ' + part if part else ''}: {text}")
    return ["", "What is not reached:", "", *lines] if lines else []


def values(results):
    """Each goal whose scenario was measured: its scenario, name, the most it may be, and its median."""
    found = []
    for scenario, name, most, value in GOALS:
        if scenario in results:
            try:
                found.append((scenario, name, f"≤ {most:g}", value(results[scenario]["rows"]), most))
            except KeyError:  # a JDK that this machine does not have
                continue
    return [(scenario, name, limit, value, value <= most) for scenario, name, limit, value, most in found] + others(results)


def others(results):
    """Goals that need more than one scenario, or are a least value."""
    found = []
    if DEFAULT in results and LONG in results:
        few, many = results[DEFAULT], results[LONG]
        cpu = median(many["rows"]["swath"], "cpu") - median(few["rows"]["swath"], "cpu")
        each = cpu / (many["images"] - few["images"])
        found.append((LONG, "CPU s of an image after the first 12", "≤ 0.25", each, each <= 0.25))
    for scenario in ("listing", "million"):
        if scenario in results:
            listed = results[scenario]
            slowest = min(listed["images/s first tenth"], listed["images/s last tenth"])
            stored = listed["bytes of state"] / listed["images"]
            found.append((scenario, "images/s, the slower of the first and the last tenth", "≥ 2000", slowest, slowest >= 2000))
            found.append((scenario, "bytes of ledger, summary and report an image", "≤ 150", stored, stored <= 150))
    return found


def table(results):
    lines = ["### Goals", "", "| scenario | goal | limit | median | reached |", "| --- | --- | --- | --- | --- |"]
    found = values(results)
    for scenario, name, limit, value, reached in found:
        lines.append(f"| {scenario} | {name} | {limit} | {value:{',.0f' if value >= 100 else '.3g'}} | {'yes' if reached else 'no'} |")
    return "\n".join(lines + remains(found))
