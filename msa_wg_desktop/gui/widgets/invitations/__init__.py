"""Parts of an invitation's page, and of what is taken in from calendars."""
