"""How records leave and enter: one file per format."""
