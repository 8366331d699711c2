"""The coordination table: roles with cards, news, a joint plan, and a procedure to print."""
