"""Views: the blocks of an activity drawn as HTML or as plain text."""
