"""What is true: plain values and functions. Standard library only; no clock, no file, no Qt."""
