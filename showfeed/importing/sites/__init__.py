"""Podcasts kept by site generators: pages with front matter, in a folder with a configuration."""
