"""Translations: nothing missing, nothing broken, the .mo as the .po, no word chosen too early."""

from __future__ import annotations

import ast
import gettext
import threading
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from diary_app import text
from diary_app.domain.knowledge_words import in_language
from diary_app.services.diary import shipped_knowledge
from diary_app.text import LANGUAGES, _, small, spoken_in, within
from tests import catalogues, outside_texts
from tests.pseudo import longer, pseudo

SHIPPED = sorted(set(LANGUAGES) - {"en"})
PACKAGE = Path(text.__file__).parent


@pytest.fixture(scope="module")
def texts():
    return catalogues.template()


def test_texts_of_code_and_of_knowledge_are_gathered(texts):
    assert texts.get("Today") is not None
    assert texts.get(shipped_knowledge()[0].entry("seizure").advice) is not None
    assert len(texts) > 2500


def test_a_shipped_language_has_a_catalogue():
    assert set(SHIPPED) <= set(catalogues.languages())


@pytest.mark.parametrize("code", SHIPPED)
def test_no_text_is_missing(code, texts):
    assert not catalogues.missing(code, texts), "run python -m tests.catalogues, then translate"


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_catalogue_holds_what_is_said_and_nothing_else(code, texts):
    stored = (catalogues.FOLDER / f"{code}.po").read_bytes()
    assert stored == catalogues.po(catalogues.renewed(code, texts)), "python -m tests.catalogues"


@pytest.mark.parametrize("code", catalogues.languages())
def test_each_translation_has_the_fields_of_its_text(code):
    assert not list(catalogues.broken(code))


@pytest.mark.parametrize("code", catalogues.languages())
def test_the_program_reads_what_the_catalogue_says(code):
    with catalogues.mo_path(code).open("rb") as file:
        read = gettext.GNUTranslations(file)
    for message in catalogues.stored(code):
        if message.id and all(catalogues._strings(message)):
            one = message.id if isinstance(message.id, str) else message.id[0]
            said = (
                read.gettext(one) if isinstance(message.id, str) else read.ngettext(*message.id, 1)
            )
            assert said == catalogues._strings(message)[0], "python -m tests.catalogues"


@pytest.mark.parametrize("code", SHIPPED)
def test_a_name_of_a_symptom_in_a_language_means_one_symptom(code):
    for base in shipped_knowledge():
        said = in_language(base, lambda words: _in(code, words))
        for entry in said.entries:
            assert said.find(entry.label).id == entry.id


@pytest.mark.parametrize("code", SHIPPED)
def test_what_a_script_types_is_understood_in_every_language(code):
    for base in shipped_knowledge():
        said = in_language(base, lambda words: _in(code, words))
        for entry in base.entries:
            assert said.find(entry.id).id == said.find(entry.label).id == entry.id
        for mine, theirs in zip(said.scales, base.scales, strict=True):
            if len(theirs.words) == theirs.highest + 1:
                assert [mine.value(word) for word in theirs.words] == list(range(len(theirs.words)))


def test_menu_entry_shop_and_readme_say_what_the_catalogues_do():
    stale = [path.name for path, text in catalogues.outside().items() if path.read_text() != text]
    assert not stale, "python -m tests.catalogues"


def test_the_menu_entry_and_the_description_keep_what_is_no_words():
    entry = ConfigParser(interpolation=None)
    entry.read_string(catalogues.outside()[outside_texts.DESKTOP])
    assert {"exec", "icon", "categories", "keywords[fr]"} <= set(entry["Desktop Entry"])
    shop = ET.fromstring(catalogues.outside()[outside_texts.METAINFO])
    assert {"id", "launchable", "releases", "categories"} <= {each.tag for each in shop}
    assert len(shop.findall("description/p")) == 2 * len(LANGUAGES)


def test_a_word_changed_in_the_menu_entry_is_found(monkeypatch, tmp_path):
    entry = tmp_path / outside_texts.DESKTOP.name
    entry.write_text(outside_texts.DESKTOP.read_text().replace("Name=Dose", "Name=New Dose"))
    monkeypatch.setattr(outside_texts, "DESKTOP", entry)
    assert catalogues.missing("de", catalogues.template()) == ["New Dose Diary"]
    assert catalogues.outside()[entry] != outside_texts.DESKTOP.read_text()


def _in(code: str, words: str) -> str:
    with spoken_in(code):
        return _(words)


def test_knowledge_is_said_in_the_language_in_force():
    english = shipped_knowledge()[0].entry("seizure")
    with pseudo():
        entry = shipped_knowledge()[0].entry("seizure")
        assert (entry.label, entry.advice) == (longer(english.label), longer(english.advice))
        assert shipped_knowledge()[0].find(english.label).id == "seizure"


def test_a_paper_speaks_its_own_language_while_the_window_goes_on():
    heard = []
    with pseudo(), spoken_in("en"):
        worker = threading.Thread(target=lambda: heard.append(_("Today")))
        worker.start()
        worker.join()
        assert (_("Today"), heard) == ("Today", [longer("Today")])


@pytest.mark.parametrize(
    ("asked", "code"),
    [("de_AT.UTF-8", "de"), ("de-CH", "de"), ("German_Germany", "de"), ("C", "en"), ("eo", "en")],
)
def test_the_language_of_the_computer(monkeypatch, asked, code):
    monkeypatch.setitem(LANGUAGES, "de", "Deutsch")
    monkeypatch.setenv("LANGUAGE", asked)
    assert text.of_computer() == code


def test_a_language_that_is_not_there_is_the_computers():
    with spoken_in("tlh"):
        assert text.language() == "en"


def test_a_label_inside_a_sentence_keeps_the_large_letters_of_german(monkeypatch):
    monkeypatch.setitem(LANGUAGES, "de", "Deutsch")
    assert within("Yes, Dose") == "yes, dose"
    with spoken_in("de"):
        assert within("Dosis") == "Dosis"
        assert small("Jede Stunde") == "jede Stunde"


def test_no_text_is_chosen_before_the_language_is():
    early = [
        (path.name, node.lineno)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in _at_import(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in catalogues.KEYWORDS
    ]
    assert not early


def _at_import(node):
    """What runs when the module is imported: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        yield child
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for early in (child.args, *getattr(child, "decorator_list", ())):
                yield from _at_import(early)
        else:
            yield from _at_import(child)
