"""What is true of a cluster by other means than ours, and how far the program agrees with it."""
