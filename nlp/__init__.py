"""Vietnamese text, nothing else: normalising, reading, matching, redaction. No procedure, no clock, no database."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Vectors as short as ours are multiplied faster by one thread than by several that wait for each other; where other
work keeps the cores busy, a hundred times faster. NumPy reads this when it is imported first."""
