"""Does the jobs: answers clients, sends what was decided, looks for what no event brought."""
