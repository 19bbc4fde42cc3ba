"""From a token to the reason why it is no figure: a file for each kind of reason, tried in the order of `reasons`."""
