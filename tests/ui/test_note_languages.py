"""Notes are read in the languages that the person set; where none is read, the window says so."""

from diary_app.services import histories, settings, texts


def test_the_languages_of_notes_are_chosen_in_settings(robot, diary):
    robot.go("settings").press("Deutsch, languages of my notes")
    assert texts.languages(diary) == ("en", "de")
    robot.press("English, languages of my notes")
    assert texts.languages(diary) == ("de",)


def test_a_german_note_is_read_by_the_german_net_with_its_version(open_window, diary):
    settings.save(diary, notes_languages=("de",))
    open_window(diary).go("log").type("Note", "hatte einen Krampfanfall").press("Save the note")
    (stored,) = histories.load(diary, histories.whole(diary)).readings
    assert [one.term for one in stored.readings] == ["seizure"]
    assert stored.lexicon_version == texts.lexicon("de").version


def test_where_no_net_is_the_log_says_so_and_offers_the_check(open_window, diary):
    settings.save(diary, notes_languages=("fr",))
    robot = open_window(diary).go("log")
    assert "does not read notes in this language: Français" in robot.text()
    robot.type("Note", "crise hier soir").press("Save the note")
    assert histories.load(diary, histories.whole(diary)).readings == ()
    assert "The diary found no symptom" not in robot.text()
    robot.press("Answer the safety check, note")
    assert robot.window.page.key == "check"
