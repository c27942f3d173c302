"""Articles of one event side by side: what the outlets share, and whom they name."""
