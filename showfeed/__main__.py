"""`python -m showfeed` is the command `showfeed`."""

import sys

from showfeed.cli import main

sys.exit(main())
