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
    def __init__(self, program, inputs, work):
        self.program, self.inputs, self.work = program, inputs, work
        self.failures = []
        self.jobs = jobs(inputs)
        self.old, self.new = {}, {}  # by the names of jobs: digests of what was there before and of what is made
        self.seconds, self.pages = {}, {}  # how long a run takes, and the memory pages that old and new take together

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

    def kills(self, folder, job_list, seconds, count):
        killed = states = 0
        tally = {"old": 0, "new": 0, None: 0}
        end = time.monotonic() + seconds if seconds else None
        while time.monotonic() < end if end else states < count:
            is_killed, state = self.kill_once(job_list[states % len(job_list)], folder)
            killed += is_killed
            states += 1
            tally[state] += 1
        print(f"  {states} runs, {killed} of them killed: {tally['old']} old, {tally['new']} new", flush=True)

    # Kills between two calls of the system

    def kills_at_calls(self, folder):
        """Kills each job right before each of its last calls that change names, by strace."""
        count = 0
        for job in self.jobs:
            for call in ["rename,renameat2", "unlink,unlinkat,rmdir", "fsync,syncfs", "mkdir", "flock"]:
                for number in range(1, 40):
                    wipe(folder)
                    target = folder / job.target
                    if job.old:
                        self.run(job, job.old, target, check=True)
                    command = job.command(self.program, job.arguments, str(target))
                    result = faults.killed_at(command, call, number)
                    if result is None:
                        return None
                    if result >= 0:
                        break
                    count += 1
                    self.judge(job, folder, f"killed at call {number} of {call}")
        return count

    # Full disks

    def full_disks(self):
        """Runs each job on disks of different sizes, up to one and a half times of what it needs."""
        fits = full = 0
        for job in self.jobs:
            sizes = sorted({4096 * (2 + self.pages[job.name] * 3 * number // (2 * DISK_COUNT))
                            for number in range(DISK_COUNT)})
            for size in sizes:
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
        return fits, full


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
        check = Check(program, inputs, work)
        check.learn()

        print("Kills at random moments:", flush=True)
        folder = Path(tempfile.mkdtemp(dir=work))
        check.kills(folder, check.jobs, seconds, KILL_COUNT)

        print("Kills between calls of the system:", flush=True)
        count = check.kills_at_calls(folder)
        print("  left out: strace is not there or not permitted" if count is None else f"  {count} kills", flush=True)

        if not can_mount():
            print("Left out: full disks, mount points, power cuts; mounting is not permitted", flush=True)
        else:
            print("Full disks:", flush=True)
            fits, full = check.full_disks()
            print(f"  {fits + full} runs on disks of different sizes: {full} too small, {fits} large enough", flush=True)
            print("Disks that are themselves the target:", flush=True)
            with memory_disk(work, 64 << 20) as disk:
                inside = [job for job in check.jobs if Path(job.target).suffix == ""]
                count = kills_in_place(check, disk, inside)
            print(f"  {count} kills", flush=True)
            print("Power cuts:", flush=True)
            print(f"  {power.check(check)}", flush=True)
        print("Calls that fail:", flush=True)
        print(f"  {faults.check(check)}", flush=True)

        if check.failures:
            print(f"{len(check.failures)} failures")
            return 1
        print("nothing was lost")
        return 0


def kills_in_place(check, disk, job_list):
    """Kills runs whose target is a mount point, which cannot be exchanged; returns the number of kills."""
    count = 0
    for job in job_list:
        for number in range(1, 60):
            wipe(disk)
            if job.old:
                check.run(job, job.old, disk, check=True)
            result = faults.killed_at(job.command(check.program, job.arguments, str(disk)), "rename,renameat2", number)
            if result is None or result >= 0:
                break
            count += 1
            # A kill in the middle leaves a mixture, which the next run undoes before anything else: one that is not
            # allowed to overwrite shows the old. Then the job itself has to work.
            looking = ["convert", f"{check.inputs}/photos", "--out", "TARGET", "--quiet"]
            refused = check.run(job, looking if job.old else ["samples", "--out", "TARGET", "--quiet"], disk)
            found = digest(disk)
            if job.old:
                if found not in (check.old[job.name], check.new[job.name]):
                    check.fail(job, f"in place, killed at rename {number}: neither old nor new: {refused.stderr}")
                result = check.run(job, job.arguments, disk)
                if result.returncode != 0 or digest(disk) != check.new[job.name]:
                    check.fail(job, f"in place, killed at rename {number}: the next run fails: {result.stderr}")
            left = [name for name in os.listdir(disk) if name.startswith(".fmbuild-")]
            if left:
                check.fail(job, f"in place, killed at rename {number}: {left} is left")
    return count


if __name__ == "__main__":
    sys.exit(main())
