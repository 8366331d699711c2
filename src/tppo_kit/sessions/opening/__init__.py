"""Opening simulations: each module gathers from the catalogue what one kind needs."""
