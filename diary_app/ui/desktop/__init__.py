"""What the window asks of the desktop: messages, starting at log-in, speech, one window a diary."""
