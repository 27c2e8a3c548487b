"""Starts real servers on loopback and makes sure that none of them outlives whoever started it."""
