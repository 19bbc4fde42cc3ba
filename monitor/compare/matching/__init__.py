"""Which new figure is which old series."""
