"""What the diary says of records, plans, flags and changes, the same in window, command line, paper
and file: one file per noun, plain text out, whole sentences that a translator can extract.
"""
