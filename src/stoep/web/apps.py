from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "stoep.web"
    label = "web"

    def ready(self) -> None:
        """Let Django know what must be true before the door opens."""
        from stoep.web import checks  # noqa: F401
