"""What is saved is said to a screen reader."""

from PySide6.QtGui import QAccessible


def test_a_save_is_announced(robot, monkeypatch):
    heard = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(
        QAccessible,
        "updateAccessibility",
        lambda event: heard.append(getattr(event, "message", str)()),
    )
    robot.key("Return")
    assert "Saved: baclofen 10 mg, taken at 14:05." in heard
