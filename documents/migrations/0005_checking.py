import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0002_track_deletions"),
        ("documents", "0004_drop_stage_of_reading_runs"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReviewDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("typed", models.JSONField(default=dict, verbose_name="ingevuld")),
                ("opened_at", models.DateTimeField(verbose_name="geopend op")),
                ("seen_at", models.DateTimeField(verbose_name="laatst gezien op")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="door",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="documents.letterversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "concept van een controle",
                "verbose_name_plural": "concepten van controles",
                "constraints": [models.UniqueConstraint(fields=("version", "user"), name="documents_draft_once")],
            },
        ),
        migrations.CreateModel(
            name="FourEyes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "gemeente",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="four_eyes",
                        to="governance.gemeente",
                        verbose_name="gemeente",
                    ),
                ),
                (
                    "region",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="four_eyes",
                        to="governance.region",
                        verbose_name="regio",
                    ),
                ),
            ],
            options={
                "verbose_name": "vier ogen bij publiceren",
                "verbose_name_plural": "vier ogen bij publiceren",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gemeente__isnull", False), ("region__isnull", True)),
                            models.Q(("gemeente__isnull", True), ("region__isnull", False)),
                            _connector="OR",
                        ),
                        name="documents_four_eyes_one_owner",
                    )
                ],
            },
        ),
    ]
