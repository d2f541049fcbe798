"""showfeed: a podcast is a folder of YAML; one command turns it into a feed and its files."""

__version__ = "0.1.0"
