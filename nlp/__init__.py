"""Vietnamese text, nothing else: normalising, reading, matching, redaction. No procedure, no clock, no database."""
