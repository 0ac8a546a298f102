"""A first sketch of a pack, made from one saved page. A person finishes it: see `sketch`."""
