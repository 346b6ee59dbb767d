"""Kills a writing diary again and again, and counts what it had promised and does not hold.

    python tests/storage/kill9.py ROUNDS

Every round a child opens the diary and stores pairs of records, telling a pipe the number of each
pair after its edit returned; it is killed after at most 30 ms; then the diary is checked.
"""

import os
import random
import signal
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from diary_app.domain.deeds import Labelled
from diary_app.storage.check import check
from diary_app.storage.diary_file import DiaryFile
from tests.storage.made_up import clock, observation


def write_until_killed(path, first, pipe):
    with DiaryFile.open(path, clock, create=True) as diary:
        for n in count(first):
            with diary.edit(Labelled("Log symptom")) as edit:
                edit.put("observations", observation(f"a{n}"))
                edit.put("observations", observation(f"b{n}", note="x" * 3000))
            os.write(pipe, b"%d\n" % n)
            if n % 3 == 0:
                diary.undo()
                diary.redo()


def one_round(path, first):
    """The numbers the child promised before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        write_until_killed(path, first, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as promises:
        promised = [promises.readline()]
        time.sleep(random.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [int(each) for each in (*promised, *promises)]


def failures(path, promised):
    """What is wrong with the diary. That the kill came between an undo and its redo is not."""
    result = check(path)
    with DiaryFile.open(path, clock) as diary:
        if diary.to_redo():
            diary.redo()
        stored = {row["id"] for row in diary.read("SELECT id FROM observations")}
        explained = len(diary.trail())
    yield from result.damage
    if result.unexplained:
        yield f"{result.unexplained} records without their entry in the trail"
    if explained < len(promised):
        yield "edits without an entry"
    yield from (f"lost {n}" for n in promised if f"a{n}" not in stored)
    yield from (f"half of {id[1:]}" for id in stored if {f"a{id[1:]}", f"b{id[1:]}"} - stored)


def main(rounds):
    with tempfile.TemporaryDirectory() as folder:
        told, promised = 0, []
        for number in range(rounds):
            path = Path(folder) / f"{number // 25}.db"  # a small file: checking it takes time too
            promised = promised if path.exists() else []
            kept = one_round(path, 1000 * number)
            promised, told = promised + kept, told + len(kept)
            wrong = list(failures(path, promised))
            if wrong:
                sys.exit(f"round {number}: {wrong[:5]}")
    print(f"{rounds} kills, {told} promises, all kept")


if __name__ == "__main__":
    main(int(sys.argv[1]))
