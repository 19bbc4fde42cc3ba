"""What a number does in its sentence: a total, a part, a movement, one to compare with, a rule."""
