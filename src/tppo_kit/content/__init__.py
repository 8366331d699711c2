"""Content: models, reading with line numbers, catalogue of items and problems, rules."""
