"""From another place into a folder: a feed, a page or another program's files become YAML."""
