"""What a number counts: the noun after it or before it, understood from another, or what a measure is of."""
