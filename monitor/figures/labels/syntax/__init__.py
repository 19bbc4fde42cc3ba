"""How a sentence is built: its clauses, its noun phrases, its subjects, and the number among them."""
