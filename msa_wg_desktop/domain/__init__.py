"""The nouns and rules of the work: plain Python, no I/O, no Qt, no SQLAlchemy."""
