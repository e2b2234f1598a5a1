from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "stoep.network"
    label = "network"
