"""The rollback journal that a crash leaves beside a diary (https://sqlite.org/fileformat2.html#the_rollback_journal)."""

from __future__ import annotations

from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_LARGEST = 1 << 28


def first_page_before(journal: Path) -> bytes:
    """The first page of the diary as it was before the transaction; b"" where that is not told.

    Every transaction changes the first page, since it counts them.
    """
    with journal.open("rb") as file:
        content = file.read(_LARGEST)
    if not content.startswith(_MAGIC):
        return b""
    sector = int.from_bytes(content[20:24], "big")
    page = int.from_bytes(content[24:28], "big")
    if not 512 <= page <= 65536 or not 32 <= sector <= 65536:
        return b""
    at = sector
    while at + 4 + page <= len(content):
        if content.startswith(_MAGIC, at):
            at += sector
        elif content[at : at + 4] == b"\x00\x00\x00\x01":
            return content[at + 4 : at + 4 + page]
        else:
            at += page + 8
    return b""
