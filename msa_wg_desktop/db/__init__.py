"""Where the record is kept: SQLAlchemy entities, the ledger, the file."""
