"""Ways in which a disk, a copy or a power cut damages a file; each changes the bytes in place."""

import random

PAGE, SECTOR = 4096, 512


def flip(content, chance):
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def blank(content, chance):
    start = chance.randrange(len(content)) // SECTOR * SECTOR
    content[start : start + SECTOR] = bytes(SECTOR)


def garble(content, chance):
    start = chance.randrange(len(content)) // SECTOR * SECTOR
    content[start : start + SECTOR] = chance.randbytes(SECTOR)


def cut(content, chance):
    del content[chance.randrange(len(content)) :]


def swap(content, chance):
    """Two pages of the same kind change places: nothing in either of them is wrong."""
    pages = range(1, len(content) // PAGE)
    one = chance.choice(pages)
    same = [n for n in pages if n != one and content[n * PAGE] == content[one * PAGE]]
    other = chance.choice(same or [n for n in pages if n != one])
    a, b = (slice(n * PAGE, (n + 1) * PAGE) for n in (one, other))
    content[a], content[b] = bytes(content[b]), bytes(content[a])


def repeat(content, chance):
    """A page is written where another one of its kind should be."""
    pages = range(1, len(content) // PAGE)
    one = chance.choice(pages)
    same = [n for n in pages if n != one and content[n * PAGE] == content[one * PAGE]]
    other = chance.choice(same or [n for n in pages if n != one])
    content[other * PAGE : (other + 1) * PAGE] = content[one * PAGE : (one + 1) * PAGE]


def header(content, chance):
    content[chance.randrange(100)] = chance.randrange(256)


KINDS = {make.__name__: make for make in (flip, blank, garble, cut, swap, repeat, header)}


def damaged(original, kind, seed):
    """The bytes of `original` after one damage of that kind."""
    content = bytearray(original)
    KINDS[kind](content, random.Random(f"{kind} {seed}"))
    return bytes(content)
