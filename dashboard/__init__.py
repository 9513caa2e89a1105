"""Public commitments, what became of them, and how we know: the Chengjing dashboard."""
