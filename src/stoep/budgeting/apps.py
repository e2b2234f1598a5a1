from django.apps import AppConfig


class BudgetingConfig(AppConfig):
    name = "stoep.budgeting"
    label = "budgeting"

    def ready(self) -> None:
        """Give the log a sentence for every act of this room."""
        from stoep.budgeting.sentences import CHOSEN_BY, TOLD, TRIED
        from stoep.record import sentences

        sentences.register(TOLD, chosen_by=CHOSEN_BY, tried=TRIED)
