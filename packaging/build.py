"""Builds the program for people without Python as one folder, on Linux, and keeps it small.

`python packaging/build.py [FOLDER]`, from the checkout's top, with the project and PyInstaller.
FOLDER is `dist` without one. On other systems the spec file alone is run; see README.md here.
"""

from __future__ import annotations

import ctypes
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

TOP = Path(__file__).parents[1]
MOST_MB = 250
# Of ICU's data Qt asks for the order of words, for letters and for the encodings of texts. It has
# its own names of languages, countries, money, units and zones.
ICU_UNUSED = ("unit/", "zone/", "curr/", "lang/", "region/", "translit/", "rbnf/")
ICU_KEPT_ENCODINGS = ("ibm-", "iso-8859", "windows-", "utf", "us-ascii", "cnvalias")


def main() -> int:
    """Build, make smaller, tell the size. 1 where it is larger than it may be."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "dist")
    spec = TOP / "packaging" / "dose-diary.spec"
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
        subprocess.run(
            [*command, "--distpath", str(folder), "--workpath", work, str(spec)], check=True
        )
    program = folder / "dose-diary"
    for library in program.rglob("*.so*"):
        # What a wheel brings in NAME.libs was moved about in its file already: strip breaks it.
        if not library.is_symlink() and not library.parent.name.endswith(".libs"):
            _replaced(library, _stripped)
    for data in program.rglob("libicudata.so.*"):
        if not data.is_symlink():
            _replaced(data, _trimmed)
    size = _megabytes(program)
    print(f"{program}: {size} MB, at most {MOST_MB}")
    return int(size > MOST_MB)


def _megabytes(folder: Path) -> int:
    """The size on the disk, as `du -sm` has it."""
    blocks = sum(file.lstat().st_blocks for file in folder.rglob("*"))
    return -(-blocks * 512 // 2**20)


def _replaced(library: Path, smaller: Callable[[Path, Path], bool]) -> None:
    """Put the smaller library in its place, where one could be made."""
    made = library.with_name(library.name + ".smaller")
    if smaller(library, made) and made.stat().st_size < library.stat().st_size:
        made.chmod(library.stat().st_mode)
        made.replace(library)
    made.unlink(missing_ok=True)


def _stripped(library: Path, made: Path) -> bool:
    """Without the names that only a debugger asks for."""
    command = ["strip", "--strip-unneeded", "-o", str(made), str(library)]
    return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0


def _trimmed(library: Path, made: Path) -> bool:
    """ICU's data without the tables that Qt never asks for, linked again under the same name."""
    version = library.name.rpartition(".")[2]
    symbol = f"icudt{version}_dat"
    data = _kept_items(library, symbol)
    with tempfile.TemporaryDirectory() as work:
        file = Path(work) / "icudt.dat"
        file.write_bytes(data)
        source = (
            f".section .rodata\n.balign 16\n.global {symbol}\n.type {symbol}, %object\n"
            f'{symbol}:\n.incbin "{file}"\n.size {symbol}, .-{symbol}\n'
            '.section .note.GNU-stack,"",%progbits\n'
        )
        link = ["gcc", "-shared", "-nostdlib", f"-Wl,-soname,{library.name}", "-o", str(made)]
        done = subprocess.run([*link, "-x", "assembler", "-"], input=source.encode())
    return done.returncode == 0


def _kept_items(library: Path, symbol: str) -> bytes:
    """The common data file of ICU (its `udata` format "CmnD") with the items that are kept."""
    start = ctypes.addressof(ctypes.c_char.in_dll(ctypes.CDLL(str(library.resolve())), symbol))
    header = ctypes.string_at(start, struct.unpack("<H", ctypes.string_at(start, 2))[0])
    if header[12:16] != b"CmnD":
        raise SystemExit(f"{library}: not the data of ICU that this script knows")
    base = start + len(header)
    (count,) = struct.unpack("<I", ctypes.string_at(base, 4))
    entries = [
        struct.unpack("<II", ctypes.string_at(base + 4 + 8 * place, 8)) for place in range(count)
    ]
    ends = [*(at for _name, at in entries[1:]), _end(library, symbol) - len(header)]
    items = [
        (ctypes.string_at(base + name), ctypes.string_at(base + at, end - at))
        for (name, at), end in zip(entries, ends, strict=True)
    ]
    return header + _common_data([item for item in items if _is_kept(item[0].decode())])


def _end(library: Path, symbol: str) -> int:
    """The length of the symbol, from the table of the library."""
    shown = subprocess.run(
        ["readelf", "--wide", "--dyn-syms", str(library)],
        capture_output=True,
        text=True,
        check=True,
    )
    for line in shown.stdout.splitlines():
        words = line.split()
        if words and words[-1].partition("@")[0] == symbol:
            return int(words[2], 0)
    raise SystemExit(f"{library} has no {symbol}")


def _is_kept(name: str) -> bool:
    inside = name.partition("/")[2]
    if inside.endswith(".cnv"):
        return inside.startswith(ICU_KEPT_ENCODINGS)
    dictionary = inside.startswith("brkitr/") and inside.endswith((".dict", ".res"))
    return not inside.startswith(ICU_UNUSED) and not (dictionary and inside.endswith(".dict"))


def _common_data(items: list[tuple[bytes, bytes]]) -> bytes:
    """A table of names and places, the names, and the items, each at a multiple of 16."""
    names_at = 4 + 8 * len(items)
    names = b"".join(name + b"\0" for name, _data in items)
    place = _rounded(names_at + len(names))
    table, body, name_at = [], [], names_at
    for name, data in items:
        table.append(struct.pack("<II", name_at, place))
        name_at += len(name) + 1
        padded = data.ljust(_rounded(len(data)), b"\0")
        body.append(padded)
        place += len(padded)
    head = struct.pack("<I", len(items)) + b"".join(table) + names
    return head.ljust(_rounded(len(head)), b"\0") + b"".join(body)


def _rounded(number: int) -> int:
    return -(-number // 16) * 16


if __name__ == "__main__":
    sys.exit(main())
