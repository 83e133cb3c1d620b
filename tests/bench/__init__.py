"""What `make bench` measures: whole processes in turn against Typst, and single steps inside a warm process."""
