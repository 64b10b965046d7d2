"""The documents app: letters, from upload to published version."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Letters, their versions, what reading found in them and what people chose."""

    name = "documents"
    verbose_name = "Brieven"
