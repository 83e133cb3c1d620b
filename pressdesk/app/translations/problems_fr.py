PROBLEMS: dict[str, str] = {}
