"""The reading layer: bytes to text, text to front matter and body, the body to a tree."""
