"""Where the read-only files are: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str = "") -> Path:
    """The path of a resource file or folder. It need not exist."""
    checkout = _PACKAGE.parent / "resources"
    installed = _PACKAGE / "_resources"
    return (installed if installed.is_dir() else checkout) / name


def read_text(name: str) -> str:
    """The text of the resource file `name` (UTF-8). A missing file raises FileNotFoundError."""
    return folder(name).read_text(encoding="utf-8")
