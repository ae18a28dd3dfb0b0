"""Compares datasets whose photos were converted in Spark with those of 'convert'.

    python test_spark.py FMBUILD FOLDER [--kill]

FOLDER is as 'engines.py' left it. With --kill, Spark has two executors, and one of them is killed.
"""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import engines
import pyarrow
import pyspark
from engines import ROOT, compare, emptied, rows, said
from pyspark.sql import SparkSession

PARTITIONS = 48
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.liveUpdate.period": "0",  # The numbers of tasks as they are, not as they were 100 ms ago.
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
    "spark.shuffle.io.retryWait": "1s",  # A killed executor is asked three times; 5 s each by default.
    "spark.local.dir": str(ROOT / "spark"),
    "spark.sql.warehouse.dir": str(ROOT / "spark"),
    "spark.eventLog.enabled": "true",
    "spark.eventLog.compress": "false",
    "spark.eventLog.rolling.enabled": "false",
}
VERSIONS = f"Spark {pyspark.__version__}, pyarrow {pyarrow.__version__}"


def session(master, events):
    """Starts Spark; what happens is written to a file in the folder `events`."""
    # A local cluster starts its executors from SPARK_HOME; pip's package has all that they need.
    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    emptied(events).mkdir()
    builder = SparkSession.builder.master(master).appName("fmbuild").config("spark.eventLog.dir", (ROOT / events).as_uri())
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    return spark


def write_images(spark, name, listed):
    """Converts photos: a table of paths in, Parquet out."""
    import fmbuild.spark

    columns = "source string, label string, group string, split string"
    photos = spark.createDataFrame(listed, columns).repartition(PARTITIONS, "source")
    images = fmbuild.spark.map(photos, root=str(engines.PHOTOS))
    images.write.parquet(str(emptied(name)))


def logged(events):
    """Returns the events of the only application that was logged in a folder."""
    (log,) = (ROOT / events).iterdir()
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


# MARK: - Processes


def processes():
    """Returns parent, command line and CPU time, own and of children that have ended, of all processes, by their ids."""
    found, tick = {}, os.sysconf("SC_CLK_TCK")
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue  # It has ended.
            own, children = (sum(map(int, fields[start : start + 2])) / tick for start in (11, 13))
            found[int(folder.name)] = (int(fields[1]), command, own, children)
    return found


def descendants(ancestor):
    """Returns the processes that a process has started, and those that they have started."""
    everything = processes()
    below, found = {ancestor}, {}
    while new := {key: value for key, value in everything.items() if value[0] in below and key not in found}:
        found |= new
        below = set(new)
    return found


def costs():
    """Returns the CPU time of the JVM, of Python's workers, and of the programs that those have started, in seconds."""
    below = descendants(os.getpid())
    java = sum(own for _, command, own, _ in below.values() if "java " in command)
    workers = [value for value in below.values() if "pyspark.daemon" in value[1]]
    return java, sum(own for _, _, own, _ in workers), sum(children for _, _, _, children in workers)


# MARK: - The tests


def paths_to_parquet():
    """A table of paths, in 48 partitions, to Parquet and to the dataset of 'convert'.

    From 10,000 photos, what a photo takes is printed for comparison by hand: of all photos, less what 48 tasks take that
    have a photo each, with a JVM that is warm.
    """
    started = time.monotonic()
    spark = session("local[2]", "events")
    write_images(spark, "images", rows())
    took, spent = time.monotonic() - started, sum(costs())
    shares = ""
    if len(rows()) >= 10_000:
        few, readings = rows()[:PARTITIONS], [costs()]
        for part in (few, rows()):
            write_images(spark, "again", part)
            readings.append(costs())
        shares = "; CPU time a photo: JVM {:.0f}, Python {:.0f}, fmbuild {:.0f} µs".format(
            *(((c - b) - (b - a)) / (len(rows()) - len(few)) * 1e6 for a, b, c in zip(*readings)))
    spark.stop()
    compare(ROOT / "images")
    said(f"{VERSIONS}: as 'convert' does it, in {took:.0f} s with {spent:.0f} s of CPU time, Spark's start included{shares}")


def lost_executor(after=12):
    """One of two executors is killed by signal 9 after 12 of 48 tasks; the job ends well, and nothing is lost.

    The photos have groups and splits.
    """
    started = time.monotonic()
    spark = session("local-cluster[2,1,1024]", "events")
    tracker, killed = spark.sparkContext.statusTracker(), []
    ended = threading.Event()

    def kill():
        while not ended.wait(0.005):
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            # An executor that is busy, so that a task is lost with it.
            if any(stage and stage.numTasks == PARTITIONS and stage.numCompletedTasks >= after and stage.numActiveTasks == 2
                   for stage in stages):
                executors = [key for key, value in descendants(os.getpid()).items() if "CoarseGrainedExecutorBackend" in value[1]]
                os.kill(executors[0], signal.SIGKILL)
                killed.append((stages, len(executors)))
                return

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        write_images(spark, "images", rows("table"))
    finally:
        ended.set()
        killer.join()
        spark.stop()
    assert killed and killed[0][1] == 2, killed
    done = max(stage.numCompletedTasks for stage in killed[0][0] if stage)
    assert after <= done < PARTITIONS, done

    events = logged("events")
    removed = [event for event in events if event["Event"] == "SparkListenerExecutorRemoved"]
    reasons = [event["Task End Reason"]["Reason"] for event in events if event["Event"] == "SparkListenerTaskEnd"]
    lost, fetches = reasons.count("ExecutorLostFailure"), reasons.count("FetchFailed")
    again = sum(event["Stage Info"]["Stage Attempt ID"] > 0 for event in events if event["Event"] == "SparkListenerStageSubmitted")
    # An executor that was between two tasks takes only what later stages wanted to fetch from it.
    assert len(removed) == 1 and lost + fetches > 0, (removed, reasons)
    results = [event["Job Result"]["Result"] for event in events if event["Event"] == "SparkListenerJobEnd"]
    assert results and set(results) == {"JobSucceeded"}, results
    compare(ROOT / "images", "table")
    said(f"{VERSIONS}, an executor killed after {done} of {PARTITIONS} tasks: tasks lost: {lost}, "
         f"fetch failures: {fetches}, stages run again: {again}; as 'convert' does it; {time.monotonic() - started:.0f} s")


def python_share(batch_size=256, turns=5):
    """What Python itself takes to send photos to the program and to read its answers; printed, for comparison by hand."""
    from fmbuild.records import Mapper, with_content

    names = [row[0] for row in rows()[: 2000 // batch_size * batch_size]]
    batches = [
        with_content(pyarrow.record_batch([pyarrow.array(names[start : start + batch_size])], names=["source"]), engines.PHOTOS)
        for start in range(0, len(names), batch_size)
    ]
    with Mapper() as mapper:
        mapper(batches[0])
        started = time.process_time()
        for _ in range(turns):
            for batch in batches:
                mapper(batch)
        took = time.process_time() - started
    said(f"pyarrow {pyarrow.__version__}: Python takes {took / turns / len(names) * 1e6:.1f} µs a thumbnail in 'Mapper'")


if __name__ == "__main__":
    if "--kill" in sys.argv:
        lost_executor()
    else:
        paths_to_parquet()
        python_share()
