"""The difference of two texts, for the reader's eye: lines that belong together, then the words in them."""
