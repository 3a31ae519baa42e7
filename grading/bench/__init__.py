"""Measurements: what takes how long. They print, and assert nothing; ``workbook bench`` runs them."""
