"""A minimal WebDriver client."""
