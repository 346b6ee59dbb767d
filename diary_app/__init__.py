"""Dose Diary: doses, side effects and the page a patient takes to the doctor."""

__version__ = "1.0.0"
