from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "stoep.voices"
    label = "voices"

    def ready(self) -> None:
        """Give the log a sentence for every act of this room."""
        from stoep.record import sentences
        from stoep.voices.sentences import CHOSEN_BY, TOLD, TRIED

        sentences.register(TOLD, chosen_by=CHOSEN_BY, tried=TRIED)
