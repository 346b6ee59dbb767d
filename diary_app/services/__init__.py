"""What one can do with a diary: one file per noun, the verbs inside. No Qt, no SQL."""
