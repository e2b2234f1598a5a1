from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "stoep.promises"
    label = "promises"
