"""Who says so, and who does it: speakers, verbs of saying, quotations that go on, list lead-ins, agents."""
