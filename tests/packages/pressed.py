"""Presses a control of a running program by its accessible name, over the accessibility bus.

Run by the system's own Python, which has the reader of the bus: pressed.py PROCESS_ID NAME
"""

import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter("ignore")
PATIENCE_S = 15


def nodes(parent):
    for i in range(parent.get_child_count()):
        child = parent.get_child_at_index(i)
        if child and child.get_state_set().contains(Atspi.StateType.SHOWING):
            yield child
            yield from nodes(child)


def find(process, name):
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(i)
        if app and app.get_process_id() == process and app.get_child_count():
            app.set_cache_mask(Atspi.Cache.NONE)
            found = next((node for node in nodes(app) if node.get_name().startswith(name)), None)
            if found:
                return found
    return None


def main(process, name):
    Atspi.init()
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            found = find(process, name)
            if found:
                found.do_action(0)
                return 0
        except GLib.Error:
            pass  # the page was built anew while we looked
        time.sleep(0.2)
    return f"nothing to press is called {name}"


sys.exit(main(int(sys.argv[1]), sys.argv[2]))
