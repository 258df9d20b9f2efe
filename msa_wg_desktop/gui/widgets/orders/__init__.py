"""Orders, their items, deadlines and plans."""
