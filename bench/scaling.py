"""A broker, a database, an emulator with latency, a scheduler, and more workers from round to round."""
import argparse
import base64
import contextlib
import datetime
import glob
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from bench import machine

JAVA = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
FAST = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
SLOTS = 4
"""Images that a worker has in work at once."""
TICK = os.sysconf("SC_CLK_TCK")
START = datetime.date(2017, 4, 1)
CONTINENT, YEAR = 10_000_000, 365 * 24 * 3600
BEGIN, END = "<!-- table: written by bench/scaling -->", "<!-- end of table -->"


def parse():
    parser = argparse.ArgumentParser(prog="bench/scaling")
    parser.add_argument("--workers", default="1,2,4", help="how many, round after round")
    parser.add_argument("--images", type=int, default=60, help="images for each worker of a round")
    parser.add_argument("--latency", type=int, default=3000, help="milliseconds until the emulator answers")
    parser.add_argument("--no-page", action="store_true", help="print the table only")
    return parser.parse_args()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu(pid):
    """Seconds that a process and its children, ended ones too, have used."""
    total = 0
    with contextlib.suppress(OSError):
        with open(f"/proc/{pid}/stat") as stat:
            total = sum(map(int, stat.read().rsplit(")", 1)[1].split()[11:15])) / TICK
        for children in glob.glob(f"/proc/{pid}/task/*/children"):
            with open(children) as listed:
                total += sum(cpu(child) for child in listed.read().split())
    return total


def until(done, what, seconds=120, process=None):
    """Waits, as long as the process that brings it about lives."""
    deadline = time.monotonic() + seconds
    while not done():
        if process and process.poll() is not None:
            raise SystemExit(f"bench/scaling: {what} is not there, and what should bring it has ended with {process.returncode}")
        if time.monotonic() > deadline:
            raise SystemExit(f"bench/scaling: {what} is not there after {seconds} s")
        time.sleep(0.5)


class Database:
    """PostgreSQL with its files in a folder."""

    def __init__(self, folder, processes):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        self.programs = found[-1] if found else os.path.dirname(shutil.which("postgres"))
        self.port = free_port()
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        data = os.path.join(folder, "database")
        os.mkdir(data)
        shutil.chown(data, self.user)
        subprocess.run(self.as_user("initdb", f"--pgdata={data}", "--username=swath", "--auth=trust", "--locale=C",
                                    "--encoding=UTF8"), check=True, stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen(self.as_user("postgres", "-D", data, "-p", str(self.port), "-c",
                                                     "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
                                        stderr=subprocess.DEVNULL)
        processes.append(self.process)
        until(lambda: self.psql("SELECT 1").returncode == 0, "PostgreSQL")

    def as_user(self, program, *arguments):
        command = [os.path.join(self.programs, program), *arguments]
        return command if os.getuid() else ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]

    def psql(self, sql):
        return subprocess.run([os.path.join(self.programs, "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "swath",
                               "-Atc", sql, "postgres"], capture_output=True, text=True, cwd="/")

    def number(self, sql):
        answer = self.psql(sql).stdout.strip()
        return float(answer) if answer else 0

    def stored(self):
        return self.number("SELECT count(*) FROM stored_image")

    def rows(self):
        """Rows that were written, and the bytes of the tables that keep images."""
        written = self.number("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_user_tables"
                              " WHERE relname IN ('outcome', 'stored_image', 'claim')")
        return written, self.number("SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname IN ('outcome', 'stored_image')")


class Broker:
    """The broker of ./swath cluster-demo, and a program that looks into its queues."""

    USER = "swath"

    def __init__(self, folder, processes):
        self.port = free_port()
        self.password = secrets.token_hex(16)
        environment = {**os.environ, "BROKER_PASSWORD": self.password}
        self.process = subprocess.Popen(
            [JAVA, *FAST, "-Xmx256m", "-Dlogback.configurationFile=dev/swath/demo/broker-log.xml", "-cp",
             "target/swath.jar:target/scaling/broker/*", "dev.swath.demo.Broker", str(self.port), os.path.join(folder, "broker"),
             self.USER], env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        processes.append(self.process)
        until(self.listens, "the broker", process=self.process)
        # Without the library that logs, which would write to standard output.
        libraries = [jar for jar in glob.glob("target/scaling/broker/*.jar") if "logback" not in jar]
        self.queues = subprocess.Popen(
            [JAVA, *FAST, "-Xmx128m", "-cp", ":".join(libraries), "src/test/java/dev/swath/it/BrokerQueues.java", str(self.port),
             self.USER], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        processes.append(self.queues)

    def listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def login(self):
        return f"\ncamel.beans.broker.user = {self.USER}\ncamel.beans.broker.password = {self.password}\n"

    def ask(self, question):
        print(question, file=self.queues.stdin, flush=True)
        answer = self.queues.stdout.readline()
        if not answer:
            raise SystemExit("bench/scaling: the broker's queues can't be looked into")
        return answer.strip()

    def count(self, queue):
        return int(self.ask(f"count {queue}"))

    def size(self, queue, sender):
        """Bytes of its first message, which is put back at the end."""
        until(lambda: self.count(queue) > 0, f"a message in {queue}", process=sender)
        body = self.ask(f"take {queue}")
        self.ask(f"put {queue} {body}")
        return len(base64.b64decode(body))


class Cluster:
    """Everything on loopback, in a folder."""

    def __init__(self, folder, options, processes):
        """Adds what it starts to the processes."""
        self.folder, self.options, self.processes = folder, options, processes
        self.database = Database(folder, processes)
        self.broker = Broker(folder, processes)
        self.port = free_port()
        self.emulator = self.swath("emulator", "emulator", "--port", str(self.port), "--set",
                                   f"swath.emulator.latency={options.latency}ms")

    def swath(self, name, *arguments, settings=None):
        home = os.path.join(self.folder, name)
        os.makedirs(home, exist_ok=True)
        with open("application-cluster.properties") as shipped, open(f"{home}/application-cluster.properties", "w") as profile:
            profile.write(shipped.read().replace("localhost:61616", f"127.0.0.1:{self.broker.port}") + self.broker.login())
        command = [JAVA, *FAST, "-Xmx400m", f"-Dswath.home={os.getcwd()}", "-cp", "target/swath.jar:target/scaling/cluster/*".replace(
            "target", f"{os.getcwd()}/target"), "dev.swath.Main", *arguments]
        for key, value in (settings or {}).items():
            command += ["--set", f"swath.{key}={value}"]
        log = open(f"{home}/log", "a")
        process = subprocess.Popen(command, cwd=home, stdout=log, stderr=subprocess.STDOUT)
        self.processes.append(process)
        return process

    def settings(self, images):
        return {"earth-engine.url": f"http://127.0.0.1:{self.port}", "earth-engine.credentials": "none",
                "earth-engine.project": "bench", "cluster.requests": 40, "concurrency.images": SLOTS, "summary-to": "",
                "ledger.url": f"jdbc:postgresql://127.0.0.1:{self.database.port}/postgres?user=swath", "max-images": images,
                "output": os.path.join(self.folder, "images"), "area": "centre 8.3958,-82.4350 side 0.005", "scale": "",
                # An image every five days, and some are too cloudy for the job.
                "start": str(START), "end": str(START + datetime.timedelta(days=8 * images + 30)), "work": os.path.join(self.folder, "work")}

    def round(self, workers):
        """Throughput and costs of a run of as many images for each worker; of the middle four fifths of them."""
        images = workers * self.options.images
        shutil.rmtree(os.path.join(self.folder, "images"), ignore_errors=True)
        self.database.psql("DELETE FROM stored_image; DELETE FROM run")
        settings = self.settings(images)
        scheduler = self.swath("scheduler", "once", "david-chiriqui", "--profile", "cluster", "--role", "scheduler", "--force",
                               settings=settings)
        figures = {"workers": workers, "task": self.broker.size("swath.tasks", scheduler)}
        team = [self.swath(f"worker-{number}", "run", "--profile", "cluster", "--role", "worker", settings=settings)
                for number in range(workers)]
        watched = {"workers": team, "scheduler": [scheduler], "broker": [self.broker.process], "database": [self.database.process],
                   "emulator": [self.emulator]}
        tenth = images // 10
        until(lambda: self.database.stored() >= tenth, f"the first {tenth} images", 300, team[0])
        figures["outcome"] = self.outcome(scheduler, team)
        before, first, rows = used(watched), self.database.stored(), self.database.rows()
        until(lambda: self.database.stored() >= images - tenth, f"image {images - tenth}", 600, scheduler)
        after, last, written = used(watched), self.database.stored(), self.database.rows()
        done = last - first
        seconds = self.database.number("SELECT EXTRACT(EPOCH FROM max(stored_at) - min(stored_at)) FROM (SELECT stored_at FROM stored_image"
                                       f" ORDER BY stored_at OFFSET {int(first)} LIMIT {int(done)}) AS middle")
        figures |= {"throughput": (done - 1) / seconds, "rows": (written[0] - rows[0]) / done, "kept": written[1] / last,
                    **{f"{who} ms": (after[who] - before[who]) / done * 1000 for who in watched}}
        if scheduler.wait(120) != 0:
            raise SystemExit("bench/scaling: the scheduler failed:\n" + open(os.path.join(self.folder, "scheduler/log")).read()[-3000:])
        for worker in team:
            worker.terminate()
        for worker in team:
            worker.wait(90)
        return figures

    def outcome(self, scheduler, team):
        """Bytes of an outcome, taken while the scheduler is held."""
        scheduler.send_signal(signal.SIGSTOP)
        try:
            until(lambda: self.broker.count("swath.outcomes") > 2, "a third outcome")
            return self.broker.size("swath.outcomes", team[0])
        finally:
            scheduler.send_signal(signal.SIGCONT)


def stop(processes):
    """Ends them, the last one first. PostgreSQL ends at SIGINT without waiting for others, as Java does."""
    for process in reversed(processes):
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
        if process.poll() is None:
            process.kill()
            process.wait()


def used(watched):
    return {who: sum(cpu(process.pid) for process in processes) for who, processes in watched.items()}


def table(rounds, options):
    one = rounds[0]["throughput"] / rounds[0]["workers"]
    lines = [f"Measured on {machine()}, with the emulator's latency of {options.latency} ms and {SLOTS} images at once in each worker.", "",
             "| workers | images per s | efficiency | CPU ms per image: worker | scheduler | broker | database | emulator |",
             "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    for each in rounds:
        lines.append("| {workers} | {throughput:.2f} | {efficiency:.2f} | {workers ms:.0f} | {scheduler ms:.1f} | {broker ms:.1f} |"
                     " {database ms:.1f} | {emulator ms:.0f} |".format(efficiency=each["throughput"] / each["workers"] / one, **each))
    last = rounds[-1]
    lines += ["", "| cost, at most workers | CPU ms | bytes |", "| --- | --- | --- |",
              f"| a message in the broker | {last['broker ms'] / 2:.2f} | task {last['task']:,}, outcome {last['outcome']:,} |",
              f"| a row written in the ledger, of {last['rows']:.1f} for each image | {last['database ms'] / last['rows']:.2f} |"
              f" {last['kept']:,.0f} kept for each image |"]
    return "\n".join([*lines, "", *projection(last)])


def projection(figures):
    """What so many images a year cost the parts that all of them share."""
    second = CONTINENT / YEAR
    core = {who: second * figures[f"{who} ms"] / 1000 for who in ("broker", "database", "scheduler")}
    carried = CONTINENT * (figures["task"] + figures["outcome"])
    return [f"So {CONTINENT // 10 ** 6} million images a year, {second:.2f} a second, are", "",
            "| part | a second | of a core | a year |", "| --- | --- | --- | --- |",
            f"| broker | {2 * second:.2f} messages | {core['broker']:.2%} | {carried / 1e9:,.0f} GB through its journal |",
            f"| database | {figures['rows'] * second:.1f} rows written | {core['database']:.2%} |"
            f" {CONTINENT * figures['kept'] / 1e9:,.0f} GB kept |",
            f"| scheduler | {second:.2f} images listed, sent and added up | {core['scheduler']:.2%} | |"]


def write_page(text):
    with open("docs/scaling.md") as page:
        head, rest = page.read().split(BEGIN)
    with open("docs/scaling.md", "w") as page:
        page.write(f"{head}{BEGIN}\n\n{text}\n\n{END}{rest.split(END)[1]}")


def main():
    options = parse()
    folder = tempfile.mkdtemp(prefix="swath-scaling-")
    os.chmod(folder, 0o755)
    processes = []
    try:
        cluster = Cluster(folder, options, processes)
        rounds = [cluster.round(int(workers)) for workers in options.workers.split(",")]
    finally:
        stop(processes)
        shutil.rmtree(folder, ignore_errors=True)
    text = table(rounds, options)
    print(text)
    if not options.no_page:
        write_page(text)


if __name__ == "__main__":
    main()
