"""The gate: policy, URL check, and the only way to a SafeTree."""
