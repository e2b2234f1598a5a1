from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "stoep.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Give the log a sentence for every act of this room."""
        from stoep.exchange.sentences import CHOSEN_BY, TOLD, TRIED
        from stoep.record import sentences

        sentences.register(TOLD, chosen_by=CHOSEN_BY, tried=TRIED)
