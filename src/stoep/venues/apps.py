from django.apps import AppConfig


class VenuesConfig(AppConfig):
    name = "stoep.venues"
    label = "venues"

    def ready(self) -> None:
        """Give the log a sentence for every act of this room."""
        from stoep.record import sentences
        from stoep.venues.sentences import CHOSEN_BY, TOLD, TRIED

        sentences.register(TOLD, chosen_by=CHOSEN_BY, tried=TRIED)
