"""The catalogues of translations: what is said, in which languages, and what is missing.

`python -m tests.catalogues` gathers every text (marked in the code, shown from the knowledge files,
or read before the program starts), brings each language's .po in line with them, makes the .mo that
the program reads, puts the languages into menu entry, shop and READMEs, and tells what is missing.
A text that is gone leaves the .po; one that has changed comes back empty.
With codes of languages behind it begins their catalogues.
"""

from __future__ import annotations

import io
import string
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from diary_app.domain.knowledge_file import parse
from diary_app.domain.knowledge_words import texts_of
from tests import outside_texts

ROOT = Path(__file__).parent.parent
RESOURCES = ROOT / "resources"
FOLDER = RESOURCES / "translations"
KEYWORDS = {"_": None, "ngettext": (1, 2)}
HEADER = "# Dose Diary: made by `python -m tests.catalogues`, translated by hand."


def template() -> Catalog:
    """Every text that is to be translated, by the file where it is said first."""
    found = Catalog(project="Dose Diary", charset="utf-8", fuzzy=False, header_comment=HEADER)
    said = extract_from_dir(ROOT / "diary_app", [("**.py", "python")], keywords=KEYWORDS)
    for name, _line, message, _comments, _context in sorted(said, key=lambda each: each[:2]):
        found.add(message, locations=[(f"diary_app/{name}", 1)])
    for name in (RESOURCES / "medicines.txt").read_text("utf-8").split():
        for text in texts_of(parse((RESOURCES / name).read_text("utf-8"))):
            found.add(text, locations=[(f"resources/{name}", 1)])
    for name, text in outside_texts.texts():
        found.add(text, locations=[(name, 1)])
    return found


def languages() -> list[str]:
    """The codes of the languages that have a catalogue, complete or not."""
    return sorted(path.stem for path in FOLDER.glob("*.po"))


def stored(code: str) -> Catalog:
    """The catalogue of a language as it stands in the file."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


def renewed(code: str, texts: Catalog) -> Catalog:
    """The catalogue of a language with exactly `texts`, each with the translation it had."""
    had, made = (
        stored(code),
        Catalog(
            locale=code, project="Dose Diary", charset="utf-8", fuzzy=False, header_comment=HEADER
        ),
    )
    for message in texts:
        if message.id:
            before = had.get(message.id)
            same = before is not None and before.pluralizable == message.pluralizable
            made.add(message.id, before.string if same else None, message.locations[:1])
    return made


def po(catalogue: Catalog) -> bytes:
    """The .po: sorted by file, without lines and times, so that it changes only with its words."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False, omit_header=True)
    plural = f'"Plural-Forms: {catalogue.plural_forms}\\n"\n'
    head = f'{HEADER}\nmsgid ""\nmsgstr ""\n"Language: {catalogue.locale_identifier}\\n"\n'
    kind = '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    coded = '"Content-Transfer-Encoding: 8bit\\n"\n'
    return (head + kind + coded + plural + "\n").encode() + file.getvalue()


def mo(code: str) -> bytes:
    """What the program reads, made from the .po. Its header has no time."""
    catalogue, file = stored(code), io.BytesIO()
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)
    write_mo(file, catalogue)
    return file.getvalue()


def mo_path(code: str) -> Path:
    """Where the .mo of a language lies."""
    return FOLDER / code / "LC_MESSAGES" / "dose-diary.mo"


def outside() -> dict[Path, str]:
    """The menu entry, the description in a shop and each README as they should be."""
    had = {code: stored(code) for code in languages()}

    def translated(code: str, text: str) -> str:
        message = had[code].get(text)
        return str(message.string or text) if message is not None else text

    return outside_texts.made(languages(), translated)


def missing(code: str, texts: Catalog) -> list[str]:
    """The texts that a language does not have, or has only as a guess."""
    had = stored(code)
    return [_id(message) for message in texts if message.id and not _is_done(had, message)]


def _is_done(had: Catalog, message: Message) -> bool:
    found = had.get(message.id)
    if found is None or found.fuzzy or found.pluralizable != message.pluralizable:
        return False
    return all(_strings(found)) and bool(_strings(found))


def broken(code: str) -> Iterator[str]:
    """The translations whose fields are not those of the text, by the text."""
    for message in stored(code):
        if not message.id or not all(_strings(message)):
            continue
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        most = set().union(*map(_fields, ids))
        least = set.intersection(*map(_fields, ids))
        if any(not least <= _fields(text) <= most for text in _strings(message)):
            yield _id(message)


def _fields(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:  # a brace that is no field, which is then shown as it is
        return {"{", text}


def _strings(message: Message) -> tuple[str, ...]:
    said = message.string
    return tuple(said) if isinstance(said, tuple | list) else (said or "",)


def _id(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple | list) else message.id


def main() -> int:
    """Bring every catalogue in line; the exit code says whether a language lacks something."""
    texts = template()
    for code in sys.argv[1:]:
        (FOLDER / f"{code}.po").touch()
    lacking = 0
    for code in languages():
        (FOLDER / f"{code}.po").write_bytes(po(renewed(code, texts)))
        mo_path(code).parent.mkdir(parents=True, exist_ok=True)
        mo_path(code).write_bytes(mo(code))
        gone, wrong = missing(code, texts), list(broken(code))
        lacking += len(gone) + len(wrong)
        print(f"{code}: {len(gone)} of {len(texts)} texts missing, {len(wrong)} with other fields")
        for text in (*gone[:20], *wrong):
            print(f"  {text[:90]!r}")
    for path, text in outside().items():
        path.write_text(text, "utf-8")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
