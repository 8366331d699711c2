"""The interview: a branching case that ends with its case note."""
