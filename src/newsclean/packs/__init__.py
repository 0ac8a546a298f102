"""The built-in packs: one TOML file for each family of sites, and common.toml for all."""
