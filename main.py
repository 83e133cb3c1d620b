"""Start PressDesk from a checkout."""

from pressdesk.cli.start import start

start()
