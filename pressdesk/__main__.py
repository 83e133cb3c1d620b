"""`python -m pressdesk` is `pressdesk`."""

from pressdesk.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
