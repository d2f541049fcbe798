"""A folder over HTTP, as podcast apps ask for it. Knows nothing of podcasts but file types."""
