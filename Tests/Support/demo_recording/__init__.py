"""Records a real cluster at work, for `herbarium demo`."""
