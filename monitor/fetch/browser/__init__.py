"""Pages that only scripts fill: loaded in the system's Chromium, which reaches the network through our guard alone."""
