"""Annotations out of the program, and back in."""
