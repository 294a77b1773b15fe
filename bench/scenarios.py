"""What is measured: each scenario runs its clients in turn, round after round, so that all meet the same machine."""
import collections
import copy
import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from measure import run

PYTHON = "/usr/bin/python3"
REQUESTS = 20
DEFAULT = ["david-chiriqui"]
GRANULE_AREA = "-82.8300,8.0400,-81.8000,9.0500"
NATIVE_AREA = "centre 8.3958,-82.4350 side 0.44"
NATIVE = {"area": NATIVE_AREA, "scale": "", "outline.width": 0}
RAW = {"area": GRANULE_AREA, "scale": "", "outline.width": 0, "bands": "B2,B3,B4,B8", "clip": "false",
       "visualization.min": "", "visualization.max": "", "visualization.gamma": 1}
NOTHING_TO_DO = {"area": "centre 8.3958,-82.4350 side 0.01"}

# What is looked into, by the settings of its run.
PROFILED = {
    "default 12": {"max-images": 12},
    "default 60": {"max-images": 60},
    "native": {"max-images": 1, **NATIVE},
    "raw": {"max-images": 1, **RAW},
    "start": NOTHING_TO_DO,
}
# The first that a thread's name begins with says what it does.
WORK = {
    "C1 Compiler": "compilers", "C2 Compiler": "compilers", "VM Thread": "collector", "GC Thread": "collector",
    "Camel (camel": "routes and pixels", "java": "start and end", "main": "start and end",
}


def scaled(figures, times):
    """What so many of the same would take, one after the other."""
    return dataclasses.replace(figures, wall=figures.wall * times, cpu=figures.cpu * times, requests=figures.requests * times,
                               received=figures.received * times)


class Bench:
    """Commands of the clients, and the folders that they write to."""

    def __init__(self, home, server, rounds):
        self.home, self.server, self.rounds = home, server, rounds
        self.here = os.path.join(home, "bench")
        self.folder = tempfile.mkdtemp(prefix="swath-bench-")

    def fewer(self, rounds):
        """The same with no more rounds than this."""
        same = copy.copy(self)
        same.rounds = min(rounds, self.rounds)
        return same

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def output(self, name):
        path = os.path.join(self.folder, name)
        shutil.rmtree(path, ignore_errors=True)
        os.makedirs(path)
        return path

    def swath(self, settings, output=None, keep=False, **how):
        """One run of Swath into an empty folder."""
        output = output or self.output("swath")
        command = [os.path.join(self.home, "swath"), "once", *DEFAULT]
        for key, value in {"earth-engine.url": self.server.url, "earth-engine.project": "bench", "output": output,
                           "concurrency.requests": REQUESTS, "start": "2024-01-01", "end": "2024-12-31", **settings}.items():
            command += ["--set", f"swath.{key}={value}"]
        figures = run(command, self.server, output=os.path.join(self.folder, "swath.log"), **how)
        size = sum(os.path.getsize(os.path.join(output, name)) for name in os.listdir(output) if name.endswith(".tif"))
        if not keep:
            shutil.rmtree(output)
        return figures, size

    def script(self, images):
        return run([PYTHON, os.path.join(self.here, "script.py"), self.server.url, self.output("script"), str(images)], self.server)

    def floor(self, log, replies=None):
        path = os.path.join(self.folder, "log.json")
        with open(path, "w") as out:
            json.dump(log, out)
        command = [PYTHON, os.path.join(self.here, "floor.py"), self.server.url, path, str(REQUESTS)]
        return run(command + ([replies] if replies else []), self.server)

    def gdal_cog(self, replies):
        """gdalbuildvrt and gdal_translate -of COG, at their defaults, over replies that lie on the disk."""
        command = f"gdalbuildvrt -q {replies}/all.vrt {replies}/*.tif && gdal_translate -q -of COG {replies}/all.vrt {replies}/cog.tiff"
        figures = run(["sh", "-c", command], self.server)
        os.remove(f"{replies}/cog.tiff")
        return figures

    def eedai(self, images):
        """GDAL's Earth Engine driver into its COG driver, one image after the other, as the driver works."""
        listing = subprocess.run([PYTHON, "-c", (
            "import json,sys,urllib.request;"
            "print(*[a['name'] for a in json.load(urllib.request.urlopen(sys.argv[1]))['assets']])"),
            f"{self.server.url}/v1/projects/earthengine-public/assets/COPERNICUS/S2_SR_HARMONIZED:listAssets?pageSize={images}"],
            check=True, capture_output=True, text=True).stdout.split()
        output = self.output("eedai")
        window = "-projwin_srs EPSG:4326 -projwin -82.48 8.4408 -82.39 8.3508"
        commands = " && ".join(
            f"gdal_translate -q -of COG {window} -tr 2 2 -r near -ot Byte -scale 0 5000 0 255 -exponent 0.7407407407407407 "
            f"EEDAI:{name}:B8,B4,B3 {output}/{number}.tiff" for number, name in enumerate(listing))
        return run(["sh", "-c", commands], self.server, environment={
            "EEDA_URL": self.server.url + "/v1alpha/", "EEDA_BEARER": "bench", "CPL_GCE_SKIP": "YES"})

    def default_job(self, images, latency, with_gdal=False):
        """The default job beside the floor, a script and, once, GDAL."""
        self.server.latency(latency)
        first, size = self.swath({"max-images": images}, keep_log=True)
        log = first.log
        self.script(images)
        rows = {"floor": [], "swath": [], "script": []}
        for _ in range(self.rounds):
            rows["floor"].append(self.floor(log))
            figures, size = self.swath({"max-images": images})
            rows["swath"].append(figures)
            rows["script"].append(self.script(images))
        if with_gdal:
            # Twenty seconds an image, one after the other: one image tells what many take.
            self.eedai(1)
            rows["gdal"] = [scaled(self.eedai(1), images)]
        return {"rows": rows, "images": images, "bytes out": size}

    def split(self, images, latency):
        """The default job one image at a time and several at once."""
        self.server.latency(latency)
        rows = {"parallel": [], "sequential": []}
        self.swath({"max-images": images})
        for split in [name for _ in range(min(self.rounds, 2)) for name in rows]:
            rows[split].append(self.swath({"max-images": images, "split": split})[0])
        return {"rows": rows}

    def against_gdal(self, settings, rounds):
        """One image of Swath beside GDAL's COG driver over the same replies."""
        self.server.latency(300)
        first, size = self.swath({"max-images": 1, **settings}, keep_log=True)
        replies = self.output("replies")
        self.floor(first.log, replies)
        rows = {"floor": [], "swath": [], "gdal": []}
        for _ in range(rounds):
            rows["floor"].append(self.floor(first.log))
            rows["swath"].append(self.swath({"max-images": 1, **settings})[0])
            rows["gdal"].append(self.gdal_cog(replies))
        return {"rows": rows, "bytes out": size}

    def native(self):
        return self.against_gdal(NATIVE, self.rounds)

    def raw(self):
        return self.against_gdal(RAW, min(self.rounds, 2))

    def wide(self):
        """One image of 30 000 × 30 000 pixels: memory must not grow with it."""
        self.server.latency(300)
        settings = {"collection": "BENCH/WIDE", "area": "-83.2,6.2,-80.0,9.2", "scale": "", "outline.width": 0, "bands": "B2",
                    "visualization.min": "", "visualization.max": "", "visualization.gamma": 1, "clip": "false", "filter": ""}
        return {"rows": {"swath": [self.swath(settings)[0]]}}

    def listing(self, collection, images):
        """A long listing, of whose images one in ten thousand covers the area."""
        self.server.latency(0)
        settings = {"collection": collection, "list.page-size": 1000, "area": "centre 8.3958,-82.4350 side 0.01", "filter": ""}
        output = self.output("listing")
        figures, _ = self.swath(settings, output=output, keep=True, keep_log=True)
        pages = [entry["seconds"] for entry in figures.log["log"] if ":listAssets" in entry["target"]]
        tenth = len(pages) // 10
        rates = [tenth * 1000 / (part[-1] - part[0]) for part in (pages[:tenth + 1], pages[-tenth - 1:])]
        state = sum(os.path.getsize(os.path.join(folder, name))
                    for part in (".swath", "runs") for folder, _, names in os.walk(os.path.join(output, part))
                    for name in names if not name.endswith(".png"))
        return {"rows": {"swath": [figures]}, "images/s first tenth": rates[0], "images/s last tenth": rates[1], "images": images,
                "bytes of state": state}

    def start(self, javas):
        """From the start of the process to its first request, and a run with nothing to do."""
        self.server.latency(0)
        result = {"rows": {}}
        for version, home in javas.items():
            environment = {"JAVA_HOME": home}
            settings = NOTHING_TO_DO
            output = self.output("start")
            self.swath(settings, output=output, keep=True, environment=environment)
            result["rows"][f"nothing to do, JDK {version}"] = [
                self.swath(settings, output=output, keep=True, environment=environment)[0] for _ in range(self.rounds)]
        return result

    def parts(self, java, class_path):
        """The parts of an image in one thread, warm, by JMH."""
        path = os.path.join(self.folder, "parts.json")
        subprocess.run([java, "-cp", class_path, "org.openjdk.jmh.Main", "-v", "SILENT", "-wi", "4", "-w", "1", "-i", "5", "-r", "1", "-rf", "json", "-rff", path, "Parts"],
                       check=True, stdout=subprocess.DEVNULL)
        with open(path) as parts:
            measured = [(" ".join([part["benchmark"].rsplit(".", 1)[1], *part.get("params", {}).values()]),
                         part["primaryMetric"]["score"], part["primaryMetric"]["scoreError"]) for part in json.load(parts)]
        return {"lines": ["| part | ms | ± |", "| --- | --- | --- |"] + [f"| {name} | {score:.0f} | {error:.0f} |"
                                                                  for name, score, error in measured]}

    def profile(self, java):
        """Where the CPU time goes: of each thread, and the methods that Java's threads were seen at most often."""
        kinds = [*dict.fromkeys(WORK.values()), "other"]
        lines = [f"| CPU s | {' | '.join(kinds)} |", "| --- |" + " --- |" * len(kinds)]
        methods = []
        for name, settings in PROFILED.items():
            output = self.prepared(name, settings)
            seconds = dict.fromkeys(kinds, 0)
            figures, _ = self.swath(settings, output=output, keep=True, by_thread=True)
            for thread, used in figures.threads.items():
                seconds[next((kind for start, kind in WORK.items() if thread.startswith(start)), "other")] += used
            lines.append(f"| {name} | {' | '.join(f'{seconds[kind]:.2f}' for kind in kinds)} |")
            if name != "default 60":
                methods += ["", f"{name}:", "", *self.methods(java, settings, self.prepared(name, settings))]
        return {"lines": lines + methods}

    def prepared(self, name, settings):
        """An empty folder, or one in which there is nothing left to do."""
        self.server.latency(0 if name == "start" else 300)
        output = self.output("profile")
        if name == "start":
            self.swath(settings, output=output, keep=True)
        return output

    def methods(self, java, settings, output):
        """What Java Flight Recorder saw Java's threads do: the ten methods seen most often. It sees neither compilers nor collector."""
        recording = os.path.join(self.folder, "swath.jfr")
        options = os.environ.get("SWATH_JAVA_OPTS", "") + f" -XX:StartFlightRecording=filename={recording},settings=profile"
        self.swath(settings, output=output, keep=True, environment={"SWATH_JAVA_OPTS": options})
        jfr = os.path.join(os.path.dirname(os.path.realpath(shutil.which(java))), "jfr")
        printed = subprocess.run([jfr, "print", "--events", "jdk.ExecutionSample,jdk.NativeMethodSample", "--stack-depth", "1", recording],
                                 check=True, capture_output=True, text=True).stdout
        # A frame is the line after "stackTrace = [": a method, its arguments and "line: n".
        frames = re.findall(r"stackTrace = \[\s*([\w.$]+)\(", printed)
        waiting = ("sun.nio.ch.", "sun.nio.fs.LinuxWatchService")
        working = [frame for frame in frames if not frame.startswith(waiting)]
        top = collections.Counter(working).most_common(10)
        return ["| method | share of samples |", "| --- | --- |"] + [
            f"| `{method}` | {100 * count / len(working):.0f} % |" for method, count in top]


if sys.version_info < (3, 9):
    raise SystemExit("Python 3.9 or later is needed")
