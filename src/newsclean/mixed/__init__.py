"""Markdown with raw HTML in it: the HTML and the addresses are cleaned, every other byte stays as it is."""
