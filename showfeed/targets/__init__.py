"""Artifacts → a place: what differs is put there, in an order that never breaks a feed."""
