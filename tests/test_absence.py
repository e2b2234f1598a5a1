"""What must not be here: no rank, league or heat map, no score of people or places, no file on anybody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

ROOMS = Path(__file__).resolve().parents[1] / "src" / "stoep"
RANKING = re.compile(
    r"ranglijst|ranking|leaderboard|league|klassement|top[ -]?(?:5|10|100)\b|beste wijk|slechtste|"
    r"achterstand|probleemwijk|krachtwijk|aandachtswijk|prachtwijk|heat-?map|choropleth|colou?r-?scale|punten verdien",
    re.IGNORECASE,
)
# Columns that would hold a judgement of a person or place, or a file on somebody.
FORBIDDEN = re.compile(
    r"^(?:score|rank|rating|points|stars|karma|reputation|sentiment|risk|bsn|birth|birth_date|born_on|geboorte\w*|"
    r"income|debt|benefit|health|crime|diagnosis|ethnicity|religion|nationality|iban)$"
)


def shown_texts() -> list[Path]:
    """Everything that reaches a reader: pages, paper, scripts, styles, and the translations of the sentences."""
    kinds = ("templates/**/*.html", "templates/**/*.typ", "scripts/**/*.js", "styles/**/*.css", "locale/**/*.po")
    return sorted(path for kind in kinds for path in ROOMS.glob(f"*/{kind}"))


@pytest.mark.once
def test_nothing_that_a_reader_sees_ranks_places_people_or_organisations() -> None:
    texts = shown_texts()
    assert len(texts) > 100
    found = {
        str(path.relative_to(ROOMS)): match[0]
        for path in texts
        if (match := RANKING.search(path.read_text(encoding="utf-8")))
    }
    assert not found


@pytest.mark.once
def test_the_search_itself_would_find_a_rank() -> None:
    assert RANKING.search("De ranglijst van wijken")
    assert RANKING.search("<div class='heatmap'>")
    assert FORBIDDEN.match("score")
    assert not RANKING.search("De agenda heeft een volgorde")


@pytest.mark.once
def test_no_row_holds_a_score_or_a_file_on_anybody() -> None:
    columns = {f"{model._meta.label}.{field.name}" for model in apps.get_models() for field in model._meta.get_fields()}
    assert len(columns) > 200
    assert not {column for column in columns if FORBIDDEN.match(column.rsplit(".", 1)[1])}


@pytest.mark.once
def test_a_map_draws_every_area_in_the_same_colour() -> None:
    """No outline is styled by a function, nor by anything that an area is or has but its name and its page."""
    drawn = [path for path in sorted(ROOMS.glob("*/scripts/**/*.js")) if "geoJSON(" in path.read_text(encoding="utf-8")]
    assert drawn
    for path in drawn:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?:fillColor|color|fillOpacity)\s*:\s*(?:\w+\(|\(|feature|function)", text), path
        told = {"name", "code", "municipality", "kind", "url"}
        # The map of what is already here: texts of people, and whether an outline is that of the neighbourhood itself.
        told |= {"words", "own"} if path.name == "spots.js" else set()
        assert set(re.findall(r"properties\.(\w+)", text)) <= told, path
