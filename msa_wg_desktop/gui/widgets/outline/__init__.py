"""The outline editor: the discussion of a meeting as it is typed."""
