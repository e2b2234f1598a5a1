from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "stoep.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        """Give the log a sentence for every act of this room."""
        from stoep.gatherings.sentences import CHOSEN_BY, TOLD, TRIED
        from stoep.record import sentences

        sentences.register(TOLD, chosen_by=CHOSEN_BY, tried=TRIED)
