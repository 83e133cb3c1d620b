"""Start PressDesk from a checkout."""

import sys

from pressdesk.cli.main import main

sys.exit(main())
