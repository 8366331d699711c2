"""How kernels start: forked from one warm process where that can be, else each by itself."""
