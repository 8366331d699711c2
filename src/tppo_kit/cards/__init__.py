"""Printed answer cards: their marks, the sheet to print, and reading them from a photo."""
