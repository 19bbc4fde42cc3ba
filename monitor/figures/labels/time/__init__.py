"""When a figure holds: time phrases, and the days that they come to."""
