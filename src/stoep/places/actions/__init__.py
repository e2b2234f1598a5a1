"""Acts on places: draw and redraw a neighbourhood, read its figures, load the official areas. One act a file."""

from stoep.places.actions.draw import draw, redraw
from stoep.places.actions.load_folder import load_folder
from stoep.places.actions.load_network import load_network
from stoep.places.actions.read_figures import read_figures
from stoep.places.actions.store import Counts, source, store, store_postcodes
from stoep.places.actions.streets import Loaded, load_streets, name_streets

__all__ = [
    "Counts",
    "Loaded",
    "draw",
    "load_folder",
    "load_network",
    "load_streets",
    "name_streets",
    "read_figures",
    "redraw",
    "source",
    "store",
    "store_postcodes",
]
