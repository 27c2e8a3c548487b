"""What real clusters do to a monitor, each once, and what could be seen of it from outside."""
