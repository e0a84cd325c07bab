"""Programs that a benchmark runs in another version of the product, to compare both in one run."""
