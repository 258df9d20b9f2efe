"""Text with bold, italic, lists and links, in cells and fields."""
