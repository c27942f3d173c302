"""The terminal: the command line and the screen."""

__version__ = "0.1.0"
