"""Training and simulation kit on recognising trafficking in persons and acting safely."""

__version__ = "26.6"
