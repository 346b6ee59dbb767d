"""What Python lets go of ends in the thread of the window."""

import gc
import threading
import weakref

from diary_app.ui.garbage import GarbageCollector


class Ring:
    """Refers to itself, so that only the collector ends it."""

    def __init__(self, ended):
        self.own = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread()))


def test_no_worker_collects_while_a_window_is_open(robot):
    assert not gc.isenabled()


def test_the_event_loop_collects(robot, qtbot, monkeypatch):
    ended = []
    Ring(ended)
    with monkeypatch.context() as patched:  # the timer must not find it so, again and again
        patched.setattr(gc, "get_count", lambda: (0, 0, 1000))
        robot.window.session.findChild(GarbageCollector).look()
    assert ended == [threading.main_thread()]
