"""Rules: packs, selectors, site detection, and what a match does."""
