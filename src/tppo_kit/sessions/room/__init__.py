"""The room: one workshop, its console, its wall, and everybody's phone or card."""
