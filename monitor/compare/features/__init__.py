"""What figures and blocks are compared by: words with weights, masked sentences, places, periods, neighbours."""
