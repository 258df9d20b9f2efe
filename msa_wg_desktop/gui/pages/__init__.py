"""Pages, one class a file."""
