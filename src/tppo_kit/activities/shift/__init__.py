"""A shift at a counter or checkpoint: people drawn by chance, truth computed by rule."""
