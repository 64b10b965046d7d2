"""Every model is explained in the glossary, so that a newcomer finds each word."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model

GLOSSARY = (Path(settings.BASE_DIR) / "docs" / "glossary.md").read_text(encoding="utf8")
MODELS = [
    model
    for label in ("governance", "documents", "portal")
    for model in apps.get_app_config(label).get_models()
    if not model.__name__.endswith("Event") or model.__name__ == "ChangeEvent"
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_model_is_in_the_glossary(model: type[Model]) -> None:
    assert f"`{model.__name__}`" in GLOSSARY
