"""The pieces of a Word document, each with what Word expects of it; `docx_writer` puts them together."""
