from django.apps import AppConfig


class StrengthsConfig(AppConfig):
    name = "stoep.strengths"
    label = "strengths"

    def ready(self) -> None:
        """Give the log a sentence for every act of this room."""
        from stoep.record import sentences
        from stoep.strengths.sentences import CHOSEN_BY, TOLD, TRIED

        sentences.register(TOLD, chosen_by=CHOSEN_BY, tried=TRIED)
