"""Proposals, stands and roll calls."""
