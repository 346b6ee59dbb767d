"""The command line: the diary's second door. No Qt, no matplotlib until a command needs it."""
