"""What crosses fields and files: links, the graph of a case, its playthroughs."""
