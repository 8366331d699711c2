"""A short daily round: what is about to be forgotten comes back, in cases never seen before."""
