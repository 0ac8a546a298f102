"""Feeds: RSS, Atom and JSON Feed, whose items hold articles."""
