"""Spot the phrase: a round of messages, some of them drawn anew each time."""
