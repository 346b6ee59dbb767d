"""Kills a diary while its passphrase is set, changed and removed, and opens what is left.

    python tests/storage/kill_relock.py ROUNDS

Every round a child begins the next of the three and is killed within it; the diary must then open
in the old way or in the new one, with every record.
"""

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from diary_app.domain.deeds import Labelled
from diary_app.storage import engine, key, locked
from diary_app.storage.check import check
from diary_app.storage.diary_file import DiaryFile
from diary_app.storage.relock import relock
from tests.storage.made_up import clock, observation

RECORDS = 60
key._ROUNDS = 2  # how long a key takes is not what is killed here, nor how memory is wiped
engine.LOCKED_FIRST = engine.LOCKED_FIRST[:1]


def fill(path):
    with DiaryFile.open(path, clock, create=True) as diary, diary.edit(Labelled("Log")) as edit:
        for n in range(RECORDS):
            edit.put("observations", observation(f"o{n}", note="x" * 300))


def ways(number):
    """The passphrase before the round and after it, None for unlocked."""
    names = [None, "first", "second"]
    return names[number % 3], names[(number + 1) % 3]


def opens_with(path, passphrase):
    key.let_go()
    if (engine.salt_of(path) is None) != (passphrase is None):
        return False
    if passphrase is not None:
        try:
            locked.unlock(path, passphrase, path.parent / "backups")
        except locked.WrongKey:
            return False
    result = check(path)
    assert result.ok, result.found
    assert result.rows["observations"] == RECORDS
    return True


def one_round(path, before, after, longest):
    """Whether the change was in place when the kill came."""
    assert opens_with(path, before)
    new = None if after is None else key.new_key(after)
    child = os.fork()
    if child == 0:
        relock(path, new, clock)
        os._exit(0)
    time.sleep(random.uniform(0, longest))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    new_way, old_way = opens_with(path, after), opens_with(path, before)
    assert new_way != old_way, f"{before} -> {after}: new {new_way}, old {old_way}"
    return new_way


def main(rounds):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "diary.db"
        fill(path)
        began = time.monotonic()
        for number in range(3):
            relock(path, None if ways(number)[1] is None else key.new_key(ways(number)[1]), clock)
        longest, step, done = (time.monotonic() - began) / 3 * 1.3, 0, 0
        for _round in range(rounds):
            changed = one_round(path, *ways(step), longest)
            step, done = step + changed, done + changed
            for left in path.parent.glob("*before-lock*"):
                left.unlink()
            if any(each.name != path.name for each in path.parent.glob("*.db")):
                sys.exit("a copy was left under a diary's name")
    print(f"{rounds} kills: {done} in the new way, {rounds - done} in the old way, none lost")


if __name__ == "__main__":
    main(int(sys.argv[1]))
