"""The command line; each command loads only what it uses."""
