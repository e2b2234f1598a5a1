from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "stoep.agenda"
    label = "agenda"
