"""Plain values in, a matplotlib Figure with its words and its table out. No pyplot, no Qt."""
