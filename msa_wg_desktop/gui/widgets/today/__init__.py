"""The parts of the page Today."""
