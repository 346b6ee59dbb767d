"""Panels that open inside a page, in place of a dialog."""
