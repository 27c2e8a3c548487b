"""What readers, and the programs that read for them, must find in the pages of a site."""
