"""What trainers write for the simulations: one record each, one module per kind."""
