"""Handbook + language + today → what a template prints. Decides; prints nothing and knows no HTML."""
