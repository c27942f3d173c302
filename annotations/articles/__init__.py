"""A file, page or feed in, articles out."""
