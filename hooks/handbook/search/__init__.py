"""The search engine's half of the build: words → terms → index. The other half is overrides/assets/search/."""
