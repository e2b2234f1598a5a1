from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "stoep.thread"
    label = "thread"
