"""Table models: columns for one kind of row each."""
