"""A small web shop: the application whose cluster the demo shows."""
