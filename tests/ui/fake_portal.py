"""A desktop portal that writes down what it is sent, and presses the first notification.

Run in a process of its own: python -m tests.ui.fake_portal
"""

import json

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVariant, QDBusVirtualObject

from diary_app.ui.desktop.desktop_settings import INTERFACE as SETTINGS
from diary_app.ui.desktop.notifier import INTERFACE, PATH, SERVICE


class Portal(QDBusVirtualObject):
    def introspect(self, path):
        return ""

    def handleMessage(self, message, connection):  # noqa: N802
        words = [argument for argument in message.arguments() if isinstance(argument, str)]
        print(json.dumps([message.member(), message.signature(), words]), flush=True)
        if message.member() == "Read":
            values = {"text-scaling-factor": 1.5, "clock-format": "24h"}
            answer = message.createReply()
            answer.setArguments([QDBusVariant(values[words[1]])])
            connection.send(answer)
            changed = QDBusMessage.createSignal(PATH, SETTINGS, "SettingChanged")
            changed.setArguments([words[0], "clock-format", QDBusVariant("12h")])
            connection.send(changed)
            return True
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
