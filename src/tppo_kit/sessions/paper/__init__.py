"""What stands on paper where there are no phones: question sheets, answer keys, role cards."""
