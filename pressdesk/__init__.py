"""PressDesk: every printed and sent piece of a campaign, from one set of facts."""

__version__ = "0.1.0"
