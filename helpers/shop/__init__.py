"""The simulated nuts-and-snacks shop: seeded tables, and the small data sets that lessons read."""
