"""What every page stands on: forms, bus, live queries, theme, notifier, tasks."""
