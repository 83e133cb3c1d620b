"""Pages laid out on sheets: several to a sheet, booklets, leaflets, posters over many sheets."""
