"""A desktop portal that writes down what it is sent, and presses the first notification.

Run in a process of its own: python -m tests.ui.fake_portal
"""

import json

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject

from diary_app.ui.desktop.notifier import INTERFACE, PATH, SERVICE


class Portal(QDBusVirtualObject):
    def introspect(self, path):
        return ""

    def handleMessage(self, message, connection):  # noqa: N802
        words = [argument for argument in message.arguments() if isinstance(argument, str)]
        print(json.dumps([message.member(), message.signature(), words]), flush=True)
        connection.send(message.createReply([]))
        if message.member() == "AddNotification":
            pressed = QDBusMessage.createSignal(PATH, INTERFACE, "ActionInvoked")
            pressed.setArguments([words[0], "open", []])
            connection.send(pressed)
        return True


if __name__ == "__main__":
    app = QCoreApplication([])
    bus = QDBusConnection.sessionBus()
    portal = Portal()
    assert bus.registerVirtualObject(PATH, portal)
    assert bus.registerService(SERVICE)
    print("ready", flush=True)
    QTimer.singleShot(20_000, app.quit)  # nobody waits for it longer
    app.exec()
