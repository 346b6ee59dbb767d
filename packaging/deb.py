"""Makes a package for Debian and Ubuntu of the folder that `build.py` made.

`python packaging/deb.py [FOLDER]`, from the checkout's top: FOLDER (`dist` without one) holds
`dose-diary/`, and the package is put beside it. Needs `dpkg-deb`.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).parents[1]
sys.path.insert(0, str(TOP))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from diary_app import __version__  # noqa: E402

ID = "org.dosediary.DoseDiary"
ICONS = (16, 22, 24, 32, 48, 64, 128, 256, 512)
# What dose-diary.spec leaves to the system, and what Qt opens by name.
NEEDED = (
    "libc6 (>= 2.31)",
    "libdbus-1-3",
    "libegl1",
    "libfontconfig1",
    "libfreetype6",
    "libgl1",
    "libglib2.0-0 | libglib2.0-0t64",
    "libgssapi-krb5-2",  # Qt asks for it where it looks for another window of the same diary
    "libwayland-cursor0",
    "libwayland-egl1",
    "libx11-6",
    "libx11-xcb1",
    "libxext6",
    "libxkbcommon-x11-0",
    "libxkbcommon0",
    "libxrender1",
)
CONTROL = """Package: dose-diary
Version: {version}
Architecture: {architecture}
Section: science
Priority: optional
Maintainer: The Dose Diary authors <dose-diary@localhost>
Installed-Size: {kilobytes}
Depends: {needed}
Recommends: libcups2 | libcups2t64, xdg-desktop-portal
Suggests: fonts-noto-core, fonts-noto-cjk
Description: private medication diary for people who take baclofen
 It records doses and symptoms with one or two presses, shows what is due,
 draws both over time, and makes a page that a doctor reads in a minute.
 Everything stays in one file on the computer of the person.
"""


def main() -> None:
    """Lay out the tree, and pack it."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "dist")
    machine = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
    package = folder / f"dose-diary_{__version__}_{machine}.deb"
    with tempfile.TemporaryDirectory() as work:
        tree = Path(work) / "tree"
        _lay_out(tree, folder / "dose-diary")
        size = sum(file.lstat().st_size for file in tree.rglob("*") if not file.is_dir())
        control = tree / "DEBIAN" / "control"
        control.parent.mkdir()
        control.write_text(
            CONTROL.format(
                version=__version__,
                architecture=machine,
                kilobytes=size // 1024,
                needed=", ".join(NEEDED),
            )
        )
        _open_to_all(tree)
        pack = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", str(tree), str(package)]
        subprocess.run(pack, check=True)
    print(package)


def _lay_out(tree: Path, program: Path) -> None:
    usr = tree / "usr"
    shutil.copytree(program, usr / "lib" / "dose-diary", symlinks=True)
    (usr / "bin").mkdir()
    (usr / "bin" / "dose-diary").symlink_to("../lib/dose-diary/dose-diary")
    desktop = TOP / "resources" / "desktop"
    _put(desktop / f"{ID}.desktop", usr / "share" / "applications")
    _put(desktop / f"{ID}.metainfo.xml", usr / "share" / "metainfo")
    icons = usr / "share" / "icons" / "hicolor"
    _put(desktop / f"{ID}.svg", icons / "scalable" / "apps")
    _draw_icons(desktop / f"{ID}.svg", icons)
    completions = TOP / "packaging" / "completions"
    share = usr / "share"
    _put(completions / "dose-diary.bash", share / "bash-completion" / "completions", "dose-diary")
    _put(completions / "dose-diary.zsh", share / "zsh" / "vendor-completions", "_dose-diary")
    _put(completions / "dose-diary.fish", share / "fish" / "vendor_completions.d")
    documents = share / "doc" / "dose-diary"
    _put(TOP / "LICENSE", documents, "copyright")
    _packed(TOP / "CHANGELOG.md", documents / "changelog.gz")
    page = TOP / "packaging" / "dose-diary.1"
    if page.exists():
        _packed(page, share / "man" / "man1" / "dose-diary.1.gz")


def _put(file: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, folder / (name or file.name))


def _packed(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(file.read_bytes(), mtime=0))


def _draw_icons(drawing: Path, icons: Path) -> None:
    """The icon at every size that a desktop asks for."""
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication([])
    renderer = QSvgRenderer(str(drawing))
    for size in ICONS:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        target = icons / f"{size}x{size}" / "apps" / f"{ID}.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        if not image.save(str(target)):
            raise SystemExit(f"{target} cannot be written")
    del app


def _open_to_all(tree: Path) -> None:
    """Files that everyone may read, whatever the umask of who builds it."""
    for file in (tree, *tree.rglob("*")):
        if not file.is_symlink():
            runs = file.is_dir() or bool(file.stat().st_mode & 0o100)
            file.chmod(0o755 if runs else 0o644)


if __name__ == "__main__":
    main()
