"""The window's own controls: few, large, each with a name that can be spoken."""
