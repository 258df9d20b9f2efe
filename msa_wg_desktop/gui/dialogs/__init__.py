"""Dialogs, one class a file."""
