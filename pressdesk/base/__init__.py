"""Lengths, formats, geometry, colour values, and how faults are told: what every other package stands on."""
