"""Real workers that store their results in tables."""
