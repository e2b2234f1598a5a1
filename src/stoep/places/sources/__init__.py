"""The official formats of areas, figures, outlines and postcodes: one format a file, text in, records out."""
