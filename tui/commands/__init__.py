"""The commands that print and leave: one module per family, one function per command. None of them loads a screen."""
