from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "stoep.record"
    label = "record"
