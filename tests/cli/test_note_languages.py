"""`settings notes_languages`: what `log note` and `read` read by, and what they say."""

import json


def test_a_note_is_read_in_the_languages_that_were_set(terminal):
    terminal("settings", "notes_languages", "en,de")
    said = terminal("log", "note", "krieg keine Luft, had a seizure")
    assert "“krieg keine Luft” was read as" in said
    assert "“seizure” was read as" in said
    assert "en,de" in terminal("settings", "notes_languages")


def test_a_language_without_a_net_is_said_and_the_check_is_offered(terminal):
    terminal("settings", "notes_languages", "fr")
    said = terminal("log", "note", "crise hier soir")
    assert "does not read notes in this language: Français" in said
    assert "safety check" in said


def test_a_language_that_is_not_known_is_refused(terminal):
    terminal("settings", "notes_languages", "es")
    assert terminal("settings", "notes_languages", "xx", code=2) == ""
    assert "notes_languages: es" in terminal("settings", "notes_languages")
    terminal("settings", "notes_languages", "system")
    assert "notes_languages: system" in terminal("settings", "notes_languages")


def test_read_takes_the_language_of_the_text(terminal):
    said = terminal("read", "no puedo respirar", "--language", "es", "--json")
    assert json.loads(said)["readings"][0]["term"] == "respiratory_depression"
    assert json.loads(terminal("read", "no puedo respirar", "--json"))["readings"] == []
    assert terminal("read", "bonjour", "--language", "fr", code=2) == ""
