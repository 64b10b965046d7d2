import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0002_track_deletions"),
        ("documents", "0009_alias_proposals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contradiction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("noted_at", models.DateTimeField(auto_now_add=True, verbose_name="vastgelegd op")),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contradicted_by",
                        to="governance.decision",
                        verbose_name="besluit",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vastgelegd door",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contradicts",
                        to="governance.decision",
                        verbose_name="ander besluit",
                    ),
                ),
            ],
            options={
                "verbose_name": "tegenspraak",
                "verbose_name_plural": "tegenspraken",
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="documents_contradiction_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="documents_contradiction_in_order"
                    ),
                ],
            },
        ),
    ]
