import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0002_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CellConflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slot", models.PositiveSmallIntegerField()),
                ("value", models.BigIntegerField(null=True)),
                ("state", models.SmallIntegerField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("base", models.PositiveIntegerField()),
                ("found", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="reporting.report",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", 1), ("value__isnull", False)),
                            models.Q(models.Q(("state", 1), _negated=True), ("value", None)),
                            _connector="OR",
                        ),
                        name="conflict_value_stands_where_the_state_is_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("base", models.F("found")), _negated=True),
                        name="conflict_rests_on_another_version",
                    ),
                ],
            },
        ),
    ]
