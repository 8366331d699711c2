"""Three villages, twelve quarters, one budget: a table game over two hundred worlds."""
