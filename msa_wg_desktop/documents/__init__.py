"""Writers of documents: each takes a domain document and gives a file."""
