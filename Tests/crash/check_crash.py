"""Checks that nothing is lost when the program is killed, the disk is full, or the power is cut.

    python check_crash.py FMBUILD [SECONDS]
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import faults
import power
from jobs import digest, jobs, make_inputs, wipe
from mounts import can_mount, enter_own_namespace, memory_disk

KILL_COUNT = 200
DISK_COUNT = 60


def pages(folder):
    """The pages of 4 KiB that the files below a folder take in a file system in memory."""
    return sum(-(-file.stat().st_size // 4096) for file in folder.rglob("*") if file.is_file())


class Check:
    def __init__(self, program, inputs, work, seconds):
        self.program, self.inputs, self.work = program, inputs, work
        self.seconds_for_each_part = seconds
        self.failures = []
        self.jobs = jobs(inputs)
        self.old, self.new = {}, {}  # by the names of jobs: digests of what was there before and of what is made
        self.seconds, self.pages = {}, {}  # how long a run takes, and the memory pages that old and new take together

    def chosen(self, cases):
        """The cases in a random order, as many as there is time for; all of them if no time was given."""
        cases = list(cases)
        end = time.monotonic() + self.seconds_for_each_part
        if self.seconds_for_each_part:
            random.shuffle(cases)
        for case in cases:
            if self.seconds_for_each_part and time.monotonic() > end:
                return
            yield case

    def fail(self, job, text):
        self.failures.append(f"{job.name}: {text}")
        print(f"FAILED {job.name}: {text}", flush=True)

    def run(self, job, arguments, target, **options):
        return subprocess.run(
            job.command(self.program, arguments, str(target)), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, errors="replace", **options,
        )

    def learn(self):
        """Runs each job undisturbed: what it makes, what was there before, how long it takes."""
        for job in self.jobs:
            folder = Path(tempfile.mkdtemp(dir=self.work))
            target = folder / job.target
            if job.old:
                self.run(job, job.old, target, check=True)
            self.old[job.name] = digest(target)
            self.pages[job.name] = pages(folder)
            start = time.monotonic()
            self.run(job, job.arguments, target, check=True)
            self.seconds[job.name] = time.monotonic() - start
            self.new[job.name] = digest(target)
            self.pages[job.name] += pages(folder)
            if sorted(os.listdir(folder)) != [job.target]:
                self.fail(job, f"an undisturbed run leaves {os.listdir(folder)}")
            if self.old[job.name] == self.new[job.name]:
                self.fail(job, "the old and the new are the same, so nothing can be told from them")

    def judge(self, job, folder, what):
        """The old or the new has to be there; then the next run has to make the new, and to leave nothing else.

        Returns "old" or "new".
        """
        target = folder / job.target
        found = digest(target)
        state = "new" if found == self.new[job.name] else "old" if found == self.old[job.name] else None
        if state is None and found is None and job.old:
            # Where two names cannot be exchanged, the former is beside the target, and the next run brings it back.
            self.fail(job, f"{what}: the target is absent; there are {os.listdir(folder)}")
        elif state is None:
            self.fail(job, f"{what}: the target is neither old nor new: {found}")
        overwrites = job.overwrites or found is None or target.is_file()
        result = self.run(job, job.arguments, target)
        if overwrites or state == "old":
            if result.returncode != 0 or digest(target) != self.new[job.name]:
                self.fail(job, f"{what}: the next run ends with {result.returncode}: {result.stderr}")
        elif result.returncode != 2:
            self.fail(job, f"{what}: the next run replaces what is there without being asked")
        left = sorted(set(os.listdir(folder)) - {job.target, "lost+found"})
        if target.is_dir():
            left += [name for name in os.listdir(target) if name.startswith(".fmbuild-")]
        if left:
            self.fail(job, f"{what}: the next run leaves {left}")
        return state

    # Kills at random moments

    def kill_once(self, job, folder):
        wipe(folder)
        target = folder / job.target
        if job.old:
            self.run(job, job.old, target, check=True)
        process = subprocess.Popen(
            job.command(self.program, job.arguments, str(target)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Half of the kills fall into the end of the run, where files get their names.
        length = self.seconds[job.name]
        moment = random.uniform(0, length) if random.random() < 0.5 else random.uniform(0.8, 1.1) * length
        time.sleep(moment)
        process.kill()
        is_killed = process.wait() < 0
        return is_killed, self.judge(job, folder, f"killed after {moment:.3f} s")

    def kills(self, folder):
        killed = 0
        tally = {"old": 0, "new": 0, None: 0}
        for number in self.chosen(range(KILL_COUNT)):
            is_killed, state = self.kill_once(self.jobs[number % len(self.jobs)], folder)
            killed += is_killed
            tally[state] += 1
        return f"{sum(tally.values())} runs, {killed} of them killed: {tally['old']} old, {tally['new']} new"

    # Kills between two calls of the system

    def kills_at_calls(self, folder):
        """Kills each job right before each of its last calls that change names, by strace."""
        count = 0
        calls = ["rename,renameat2", "unlink,unlinkat,rmdir", "fsync,syncfs", "mkdir", "flock"]
        for job, call in self.chosen((job, call) for job in self.jobs for call in calls):
            for number in range(1, 40):
                wipe(folder)
                target = folder / job.target
                if job.old:
                    self.run(job, job.old, target, check=True)
                result = faults.killed_at(job.command(self.program, job.arguments, str(target)), call, number)
                if result is None:
                    return "left out: strace is not there or not permitted"
                if result >= 0:
                    break
                count += 1
                self.judge(job, folder, f"killed at call {number} of {call}")
        return f"{count} kills"

    # Full disks

    def full_disks(self):
        """Runs the jobs on disks of different sizes, up to one and a half times of what they need."""
        fits = full = 0
        cases = {
            (job.name, 4096 * (2 + self.pages[job.name] * 3 * number // (2 * DISK_COUNT))): job
            for job in self.jobs for number in range(DISK_COUNT)
        }
        for (_, size), job in self.chosen(cases.items()):
            with memory_disk(self.work, size) as folder:
                target = folder / job.target
                if job.old and self.run(job, job.old, target).returncode != 0:
                    continue
                old = digest(target)
                result = self.run(job, job.arguments, target)
                found = digest(target)
                what = f"a disk of {size} bytes"
                if result.returncode == 0:
                    fits += 1
                    if found != self.new[job.name]:
                        self.fail(job, f"{what}: exit 0, and the target is not the new")
                    continue
                full += 1
                if result.returncode != 2 or "No space left" not in result.stderr:
                    self.fail(job, f"{what}: exit {result.returncode}, {result.stderr}")
                if found != old:
                    self.fail(job, f"{what}: the old is lost")
                left = sorted(set(os.listdir(folder)) - {job.target})
                if left:
                    self.fail(job, f"{what}: {left} is left")
        return f"{fits + full} runs: {full} disks too small, {fits} large enough"


def main():
    enter_own_namespace()
    program = os.path.abspath(sys.argv[1])
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 0
    random.seed(os.environ.get("SEED", "1"))
    with tempfile.TemporaryDirectory(prefix="fmbuild-crash-") as temporary:
        inputs, work = Path(temporary, "inputs"), Path(temporary, "work")
        inputs.mkdir()
        work.mkdir()
        make_inputs(program, inputs)
        check = Check(program, inputs, work, seconds)
        check.learn()

        def part(name, run):
            print(f"{name}: {run()}", flush=True)

        folder = Path(tempfile.mkdtemp(dir=work))
        part("Kills at random moments", lambda: check.kills(folder))
        part("Kills between calls of the system", lambda: check.kills_at_calls(folder))
        part("Calls that fail", lambda: faults.check(check))
        if can_mount():
            part("Power cuts", lambda: power.check(check))
            part("Disks that are themselves the target", lambda: kills_in_place(check))
            part("Full disks", check.full_disks)
        else:
            print("Left out, because mounting is not permitted: power cuts, mount points, full disks", flush=True)

        if check.failures:
            print(f"{len(check.failures)} failures")
            return 1
        print("nothing was lost")
        return 0


def kills_in_place(check):
    """Kills runs whose target is a mount point, which cannot be exchanged."""
    count = 0
    folders = [job for job in check.jobs if Path(job.target).suffix == ""]
    with memory_disk(check.work, 64 << 20) as disk:
        for job in check.chosen(folders):
            for number in range(1, 60):
                wipe(disk)
                if job.old:
                    check.run(job, job.old, disk, check=True)
                command = job.command(check.program, job.arguments, str(disk))
                result = faults.killed_at(command, "rename,renameat2", number)
                if result is None:
                    return "left out: strace is not there or not permitted"
                if result >= 0:
                    break
                count += 1
                judge_in_place(check, job, disk, f"in place, killed at rename {number}")
    return f"{count} kills"


def judge_in_place(check, job, disk, what):
    """A kill in the middle leaves a mixture, which the next run undoes before it does anything else."""
    if job.old:
        # A run that may not overwrite looks at the place, and shows in which state the place is then.
        looking = [argument for argument in job.arguments if argument != "--overwrite"]
        refused = check.run(job, looking, disk)
        if refused.returncode != 2 or digest(disk) not in (check.old[job.name], check.new[job.name]):
            check.fail(job, f"{what}: neither old nor new: {refused.stderr}")
    result = check.run(job, job.arguments, disk)
    if digest(disk) != check.new[job.name] or (job.old and result.returncode != 0):
        check.fail(job, f"{what}: the next run fails: {result.stderr}")
    left = [name for name in os.listdir(disk) if name.startswith(".fmbuild-")]
    if left:
        check.fail(job, f"{what}: {left} is left")


if __name__ == "__main__":
    sys.exit(main())
