"""The writers: each takes a SafeTree, and nothing else, and gives the document as one string."""
