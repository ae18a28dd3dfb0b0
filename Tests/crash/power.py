"""Power cuts: the image of a disk is copied while it is mounted, so that what is only in memory is not in the copy."""

import random
import signal
import subprocess
import time
from pathlib import Path

from mounts import image_disk, make_image

IMAGE_SIZE = 48 << 20
CUT_COUNT = 60


def copy(image, to):
    subprocess.run(["cp", "--sparse=always", image, to], check=True)


def cut(check, job, moment):
    """Runs a job on a disk of its own, cuts the power, and looks at the disk.

    `moment` is the share of the run after which the power is cut; None for right after its end.

    Returns whether the cut was possible, and the state that was found, "old" or "new".
    """
    image, rest = Path(check.work, "disk.img"), Path(check.work, "cut.img")
    if not make_image(image, IMAGE_SIZE):
        return False, None
    with image_disk(image, check.work) as folder:
        if folder is None:
            return False, None
        target = folder / job.target
        if job.old:
            check.run(job, job.old, target, check=True)
            # What was there before is long on the disk.
            subprocess.run(["sync", "-f", folder], check=True)
        if moment is None:
            check.run(job, job.arguments, target, check=True)
            copy(image, rest)
        else:
            command = job.command(check.program, job.arguments, str(target))
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(moment * check.seconds[job.name])
            process.send_signal(signal.SIGSTOP)
            copy(image, rest)
            process.kill()
            process.wait()
    with image_disk(rest, check.work) as folder:
        if folder is None:
            check.fail(job, "power cut: the disk cannot be mounted any more")
            return True, None
        # The process of the run that was cut off has ended; the machine has the same name.
        state = check.judge(job, folder, "power cut " + ("after the end" if moment is None else f"after {moment:.2f}"))
    return True, state


def check(check):
    ends = middles = 0
    tally = {"old": 0, "new": 0, None: 0}
    for job in check.jobs:
        is_possible, state = cut(check, job, None)
        if not is_possible:
            return "left out: no ext4 image can be made or mounted here"
        ends += 1
        if state != "new":
            check.fail(job, f"power cut right after the end: the new is not there, but {state}")
    for number in check.chosen(range(CUT_COUNT)):
        _, state = cut(check, check.jobs[number % len(check.jobs)], random.uniform(0.5, 1.2))
        middles += 1
        tally[state] += 1
    return f"{ends} right after the end: the new is there, whole; {middles} before: {tally['old']} old, {tally['new']} new"
