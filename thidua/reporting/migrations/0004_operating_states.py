import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0005_posts_read_from_their_indexes"),
        ("reporting", "0003_cell_conflicts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OperatingState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "aspect",
                    models.CharField(
                        choices=[("mode", "cách hoạt động"), ("regime", "chế độ phòng, chống dịch")],
                        max_length=6,
                    ),
                ),
                ("state", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=100)),
                ("on_site", models.BooleanField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("body", models.CharField(max_length=300)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("day", models.DateField(null=True)),
                ("reason", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operating_states",
                        to="org.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False)), name="operating_state_lasts_a_day"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("aspect", "mode")),
                        expressions=[
                            (
                                models.Func(
                                    models.F("unit_id"),
                                    models.F("unit_id"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            ("during", "&&"),
                        ],
                        name="operating_mode_one_at_a_time_in_a_unit",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("aspect", "regime")),
                        expressions=[
                            (
                                models.Func(
                                    models.F("unit_id"),
                                    models.F("unit_id"),
                                    models.Value("[]"),
                                    function="int8range",
                                ),
                                "&&",
                            ),
                            ("during", "&&"),
                        ],
                        name="operating_regime_one_at_a_time_in_a_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                            models.Q(("body", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="operating_state_says_what_who_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("day", None), ("number", "")),
                            models.Q(models.Q(("number", ""), _negated=True), ("day__isnull", False)),
                            _connector="OR",
                        ),
                        name="operating_state_decision_has_number_and_day",
                    ),
                ],
            },
        ),
    ]
