"""The official formats in which areas, figures, outlines and postcodes come: one format a file, text in, records out."""
