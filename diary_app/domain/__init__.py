"""What is true: plain values and plain functions. Standard library only; no clock, no file, no Qt."""
