"""Reports as plain data: what a session, a place or a quarter showed, for every host to draw."""
