from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "stoep.web"
    label = "web"
