"""`python -m pressdesk` is `pressdesk`."""

from pressdesk.cli.start import start

if __name__ == "__main__":
    start()
