from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "stoep.people"
    label = "people"
