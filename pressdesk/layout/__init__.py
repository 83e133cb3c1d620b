"""A filled template becomes sheets: the box solver, the leaves, fit, pictures across sheets, free elements."""
