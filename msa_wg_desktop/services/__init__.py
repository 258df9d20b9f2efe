"""The verbs: everything that can be done with the record."""
