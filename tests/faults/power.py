"""What a disk may hold after the power was cut, from the calls that a program made.

The model: a write is kept, lost, or torn in sectors of 512 bytes, until the file was flushed; a
name that was made or taken away is kept or not until its folder was flushed.
"""

import random
import re
from dataclasses import dataclass, field

SECTOR = 512
_CALL = re.compile(r"^\d+\s+(\w+)\((.*)\)\s+= (-?\d+)")
_PATH = re.compile(r"<((?:\\x[0-9a-f]{2}|[^>\\])*)>")


@dataclass
class _File:
    safe: bytearray
    now: bytearray
    waiting: list = field(default_factory=list)  # (offset, bytes) not yet flushed


@dataclass(frozen=True)
class State:
    """The files after the cut, which entries had been promised by then, and after which call."""

    files: dict
    promised: list
    at: int


def states(log, path, before, told, count):
    """`count` states at random moments of the calls in `log` that touch `path` or its journal."""
    names = {str(path): path.name, f"{path}-journal": f"{path.name}-journal"}
    events = [event for line in log.splitlines() if (event := _event(line, names, path, told))]
    chance = random.Random(len(events))
    for at in sorted(chance.randrange(len(events) + 1) for _ in range(count)):
        yield _after(events[:at], path.name, before, chance, at)


def _event(line, names, path, told):
    """(what, name, offset, bytes) of a call that matters."""
    call = _CALL.match(line)
    if call is None or int(call[3]) < 0:
        return None
    what, words = call[1], call[2]
    texts = [
        bytes.fromhex(t.replace("\\x", "")) for t in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', words)
    ]
    file = _PATH.search(words)
    where = _plain(file[1]) if file else ""
    if what == "write" and texts and texts[0].decode(errors="replace").strip() in told:
        return "told", texts[0].decode().strip(), 0, b""
    if what == "pwrite64" and where in names:
        offset = int(words.rsplit(",", 1)[1])
        return "write", names[where], offset, texts[0]
    if what == "ftruncate" and where in names:
        return "cut", names[where], int(words.rsplit(",", 1)[1]), b""
    if what in ("fsync", "fdatasync"):
        if where in names:
            return "flush", names[where], 0, b""
        return ("flush folder", "", 0, b"") if where == str(path.parent) else None
    if what == "unlink" and texts and texts[0].decode() in names:
        return "unlink", names[texts[0].decode()], 0, b""
    if what == "openat" and texts and texts[0].decode() in names and "O_CREAT" in words:
        return "make", names[texts[0].decode()], 0, b""
    return None


def _plain(text):
    if "\\x" not in text:
        return text
    return bytes.fromhex(text.replace("\\x", "")).decode()


def _after(events, name, before, chance, at):
    files = {name: _File(bytearray(before), bytearray(before))}
    names = {name}  # those in the folder for certain
    unsure, promised = {}, []
    gone = {}
    for what, file, offset, content in events:
        if what == "told":
            promised.append(file)
        elif what == "make" and file not in files:
            files[file] = _File(bytearray(), bytearray())
            unsure[file] = "made"
        elif what == "unlink":
            gone[file] = files.pop(file)
            unsure[file] = "gone"
        elif what == "flush folder":
            names = set(files)
            unsure, gone = {}, {}
        elif file in files:
            _apply(files[file], what, offset, content)
    kept = {}
    for file, one in {**gone, **files}.items():
        there = file in files
        if file in unsure and (file in names or unsure[file] == "made"):
            there = chance.random() < 0.5 if file not in files or unsure[file] == "made" else there
        if there:
            kept[file] = bytes(_torn(one, chance))
    return State(kept, promised, at)


def _apply(file, what, offset, content):
    if what == "flush":
        file.safe, file.waiting = bytearray(file.now), []
    elif what == "write":
        _put(file.now, offset, content)
        file.waiting.append((offset, content))
    elif what == "cut":
        del file.now[offset:]
        file.waiting.append((offset, None))


def _put(content, offset, data):
    if len(content) < offset + len(data):
        content.extend(bytes(offset + len(data) - len(content)))
    content[offset : offset + len(data)] = data


def _torn(file, chance):
    """What was flushed, and of what was not, some sectors and some of them garbled."""
    content = bytearray(file.safe)
    for offset, data in file.waiting:
        if data is None:
            if chance.random() < 0.5:
                del content[offset:]
            continue
        for start in range(0, len(data), SECTOR):
            part = data[start : start + SECTOR]
            luck = chance.random()
            if luck < 0.45:
                _put(content, offset + start, part)
            elif luck < 0.5:
                _put(content, offset + start, chance.randbytes(len(part)))
    return content
