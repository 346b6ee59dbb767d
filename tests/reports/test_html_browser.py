"""The web page in a real browser before axe-core, and its text before html-validate.

They need Chromium, Node.js and, once, the network; where one is missing the test says so.
"""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from diary_app.reports.html import html
from tests.from_npm import asked, modules
from tests.reports.diaries import OPTIONS, summary

AXE = "axe-core@4.14.1"
VALIDATE = "html-validate@11.21.1"
NAMES = ("three_months", "a_year", "empty")
# The page's own policy forbids every script; the copy that axe looks at must allow one.
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
ASK = """
<script>%s</script><script>
axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
  'best-practice']}).then(found => {
    const told = {
      wrong: found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')),
      right: found.passes.length,
      wider: document.documentElement.scrollWidth - window.innerWidth,
      dark: matchMedia('(prefers-color-scheme: dark)').matches,
      asked: performance.getEntriesByType('resource').map(r => r.name),
    };
    document.title = 'AXE' + encodeURIComponent(JSON.stringify(told)) + 'EXA';
});
</script>
"""


def page(name: str) -> str:
    word = "W" * 120
    return html(summary(name, replace(OPTIONS, questions=(*OPTIONS.questions, word))))


def looked_at(text: str, axe: Path, folder: Path, *more: str) -> dict:
    """What axe finds in the page, shown by Chromium with these options."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("No Chromium is here, so axe-core did not run")
    file = folder / "page.html"
    script = ASK % (axe / "axe-core/axe.min.js").read_text("utf-8")
    file.write_text(POLICY.sub("", text).replace("</body>", f"{script}</body>"), "utf-8")
    quiet = ["--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=30000"]
    kept = f"--user-data-dir={folder / 'profile'}"
    done = subprocess.run(
        [chromium, *quiet, kept, *more, "--dump-dom", file.as_uri()],
        capture_output=True,
        timeout=120,
        check=False,
    )
    found = re.search(r"AXE(\S+?)EXA", done.stdout.decode("utf-8", "replace"))
    assert found is not None, done.stderr[-400:]
    return json.loads(unquote(found[1]))


# Each starts a browser, some four seconds, and a browser on a busy machine gives up.
in_a_browser = pytest.mark.slow
LOOKS = {
    "light": ("--window-size=1000,900",),
    "dark": ("--window-size=1000,900", "--blink-settings=preferredColorScheme=0"),
    "400 %": ("--window-size=1280,1024", "--force-device-scale-factor=4"),
}


@in_a_browser
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_a_browser_finds_no_barrier_and_asks_nobody(pytestconfig, tmp_path, name, look):
    axe = modules(pytestconfig, AXE)
    found = looked_at(page(name), axe, tmp_path, *LOOKS[look])
    assert found["wrong"] == [] and found["right"] > 20
    assert found["asked"] == [] and found["dark"] == (look == "dark")
    assert found["wider"] <= 0


@in_a_browser
def test_axe_does_look(pytestconfig, tmp_path):
    broken = page("empty").replace("<h2", "<h5", 1).replace("</main>", '<img src="x"></main>')
    found = looked_at(broken, modules(pytestconfig, AXE), tmp_path)
    assert any(wrong.startswith("image-alt") for wrong in found["wrong"])


@pytest.mark.parametrize("name", [*NAMES, "almost_empty"])
def test_the_text_is_valid_html(pytestconfig, name):
    found = modules(pytestconfig, VALIDATE)
    told = asked(found, Path(__file__).parent / "validate_html.mjs", {name: page(name)})
    assert told == {name: []}


def test_the_judge_of_the_text_does_look(pytestconfig):
    found = modules(pytestconfig, VALIDATE)
    wrong = page("empty").replace("</main>", "<p><div>x</main>")
    told = asked(found, Path(__file__).parent / "validate_html.mjs", {"wrong": wrong})
    assert told["wrong"]
