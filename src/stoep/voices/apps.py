from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "stoep.voices"
    label = "voices"
