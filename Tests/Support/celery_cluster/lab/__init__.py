"""The application that the cluster's workers run."""
