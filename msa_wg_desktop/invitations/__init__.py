"""iCalendar and mail: what goes out is built here, what comes back is read here (RFC 5545, 5546, 6047)."""
