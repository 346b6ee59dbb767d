"""The doctor's summary: one Report value, drawn as tagged PDF and as accessible HTML."""
