"""A ZIP as it comes from another program: what is in it, no larger unpacked than is safe."""

from __future__ import annotations

import io
import zipfile
import zlib

from diary_app.exchange.foreign_text import LARGEST, refused
from diary_app.frozen import dataclass

_UNSOUND = (  # what the standard library says of a damaged archive
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    UnicodeError,
    ValueError,
)


@dataclass(frozen=True)
class Parts:
    """The names of the files in a ZIP, in their order, without folders and a Mac's own notes."""

    data: bytes
    names: tuple[str, ...]

    def bytes_of(self, name: str) -> bytes:
        """What is in that file. Raises BadInput where it is damaged or has a password."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as packed:
                return packed.read(name)
        except _UNSOUND as error:
            raise refused("zip_unsound") from error


def parts(data: bytes) -> Parts:
    """What is in the ZIP. Raises BadInput for a damaged one, or one too large unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            found = [item for item in packed.infolist() if not item.is_dir()]
    except _UNSOUND as error:
        raise refused("zip_unsound") from error
    if sum(item.file_size for item in found) > LARGEST:
        raise refused("file_too_large", limit=LARGEST // 1_000_000)
    names = (item.filename for item in found)
    return Parts(data, tuple(name for name in names if not name.startswith("__MACOSX/")))
