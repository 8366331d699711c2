"""For those who write content: scaffold, check, play in the terminal, tidy notebooks."""
