"""Parts of the pages of a meeting: its sections, what was captured and carried over, its agenda, its recap."""
