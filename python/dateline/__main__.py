"""`python -m dateline` is the command `dateline`."""

import sys

from . import main

sys.exit(main())
