"""What a screen reader does: run by the system's own Python, which has the reader of the bus.

    python3 ears.py ACTION PROGRAM…

Starts the program, does the six daily tasks through the bus, each press by ACTION ("first" is the
action that comes first, what a screen reader does by default), and prints as JSON how many presses
each took, what was said, and the roles of what was met.
"""

import json
import subprocess
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter("ignore")
PATIENCE_S = 15
BETWEEN_PRESSES_S = 0.9  # more than the guard against second presses


class Ears:
    """One program on the bus."""

    def __init__(self, action, run):
        self.action, self.run = action, run
        self.said, self.roles = [], {}
        self.presses = 0
        listener = Atspi.EventListener.new(lambda event: self.said.append(str(event.any_data)))
        listener.register("object:announcement")
        # What a screen reader asks for: Qt then shows it each key before the window gets it.
        focus = Atspi.EventListener.new(lambda _event: None)
        focus.register("object:state-changed:focused")
        self.listeners = listener, focus
        self.app = self.wait(self.find_app)

    def wait(self, answer):
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            while GLib.MainContext.default().iteration(False):
                pass
            try:
                got = answer()
            except GLib.Error:  # it went away while we looked
                got = None
            if got:
                return got
            time.sleep(0.05)
        raise SystemExit(f"waited in vain; on the bus: {sorted(self.roles)}")

    def find_app(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            if app and app.get_process_id() == self.run.pid and app.get_child_count():
                app.set_cache_mask(Atspi.Cache.NONE)
                return app
        return None

    def nodes(self, parent=None):
        parent = parent or self.app
        for i in range(parent.get_child_count()):
            child = parent.get_child_at_index(i)
            if child and child.get_state_set().contains(Atspi.StateType.SHOWING):
                self.roles[child.get_name()] = child.get_role_name()
                yield child
                yield from self.nodes(child)

    def named(self, start):
        return next((n for n in self.nodes() if n.get_name().startswith(start)), None)

    def press(self, start):
        self.wait(lambda: self.named(start))
        self.rest()
        control = self.wait(lambda: self.named(start))  # the page may have been built anew
        count = control.get_n_actions()
        names = [control.get_action_name(i) for i in range(count)]
        if not names:
            raise SystemExit(f"cannot be pressed over the bus: {control.get_name()}")
        control.do_action(0 if self.action == "first" else names.index(self.action))
        self.presses += 1

    def key(self, chord):
        """Press a chord on the keyboard, with the window in front, until something is said."""
        self.rest()
        heard = len(self.said)
        window = ["search", "--onlyvisible", "--pid", str(self.run.pid), "--name", "."]
        subprocess.run(["xdotool", *window, "windowfocus", "--sync", "key", chord], check=True)
        self.wait(lambda: len(self.said) > heard)
        return self.said[-1]

    def rest(self):
        """Wait until the window has stood still for longer than the guard asks."""
        before, since = None, time.monotonic()
        end = since + PATIENCE_S
        while time.monotonic() < min(end, since + BETWEEN_PRESSES_S):
            now = [node.get_name() for node in self.nodes()]
            if now != before:
                before, since = now, time.monotonic()
            time.sleep(0.4)

    def task(self, *starts):
        """Press what begins so, one after the other, until something is said; how many presses."""
        self.presses, heard = 0, len(self.said)
        for start in starts:
            self.press(start)
        self.wait(lambda: len(self.said) > heard)
        return self.presses


def main():
    Atspi.init()
    run = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL)
    try:
        ears = Ears(sys.argv[1], run)
        presses = {
            "due dose": ears.task("Taken now, baclofen"),
            "skip": ears.task("Skip, tizanidine"),
            "other time": ears.task("Other…, gabapentin", "30 min ago"),
            "symptom": ears.task("Spasms", "4, Spasms"),
            "safety check": ears.task("Safety check", "Yes, Seeing or hearing things"),
            "undo": ears.task("Undo"),
        }
        keys = [ears.key(chord) for chord in ("ctrl+shift+z", "ctrl+z")]
        told = {"presses": presses, "said": ears.said, "roles": ears.roles, "keys": keys}
        print(json.dumps(told))
    finally:
        run.terminate()
        run.wait(10)


main()
