import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0002_track_deletions"),
        ("documents", "0008_cited_by_date"),
    ]

    operations = [
        migrations.CreateModel(
            name="AliasProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=200, verbose_name="schrijfwijze")),
                ("meaning", models.CharField(blank=True, max_length=300, verbose_name="volgens de brief")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Te beoordelen"),
                            ("accepted", "Overgenomen"),
                            ("rejected", "Afgewezen"),
                        ],
                        db_index=True,
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("proposed_at", models.DateTimeField(auto_now_add=True, verbose_name="voorgesteld op")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="beoordeeld op")),
                (
                    "alias",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="governance.alias",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="voorgesteld door",
                    ),
                ),
            ],
            options={
                "verbose_name": "voorstel voor een schrijfwijze",
                "verbose_name_plural": "voorstellen voor schrijfwijzen",
                "ordering": ["proposed_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("text"), name="documents_proposal_once"
                    )
                ],
            },
        ),
    ]
