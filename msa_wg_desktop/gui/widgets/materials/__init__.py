"""Materials and where they are cited."""
