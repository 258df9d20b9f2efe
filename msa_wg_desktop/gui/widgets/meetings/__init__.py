"""The list and the month of meetings: what is done to one from there, and the fields of a series."""
