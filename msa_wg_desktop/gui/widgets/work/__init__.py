"""Actions and data needs: their tables, panels, filters and edits."""
