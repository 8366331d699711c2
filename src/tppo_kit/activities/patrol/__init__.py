"""A patrol game: few units, many places, and recruiters who watch before they choose."""
