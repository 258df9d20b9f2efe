"""People, organisations and classes."""
