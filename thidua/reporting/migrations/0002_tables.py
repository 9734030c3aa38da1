import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("org", "0001_tables"),
        ("reporting", "0001_fits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("window_id", models.BigIntegerField()),
                ("unit_id", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Expected",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit_name", models.CharField(max_length=300)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Form",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="forms", to="org.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FormVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "indicators",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                (
                    "slots",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50), size=None
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="reporting.form",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=300)),
                ("unit_of_measure", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(choices=[("number", "số lượng"), ("ratio", "tỷ lệ")], max_length=6),
                ),
                ("base", models.CharField(blank=True, max_length=200)),
                ("scale", models.PositiveSmallIntegerField(default=0)),
                ("minutes", models.PositiveSmallIntegerField(default=5)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "number"), models.Q(("base", ""), _negated=True), _connector="OR"
                        ),
                        name="indicator_ratio_names_its_base",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "đang nhập"),
                            ("submitted", "đã gửi"),
                            ("returned", "bị trả lại"),
                            ("accepted", "đã duyệt"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(null=True), size=None
                    ),
                ),
                (
                    "states",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SmallIntegerField(), size=None
                    ),
                ),
                (
                    "versions",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None),
                ),
                ("reasons", models.JSONField(default=dict)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "expected",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report",
                        to="reporting.expected",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("snapshot", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
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
                        related_name="submissions",
                        to="reporting.report",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewAct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("act", models.CharField(choices=[("accept", "duyệt"), ("return", "trả lại")], max_length=6)),
                ("reason", models.CharField(blank=True, max_length=500)),
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
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="reporting.submission",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Window",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=200)),
                ("covers", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("opens_on", models.DateField()),
                ("due_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("about_kind", models.CharField(blank=True, max_length=80)),
                ("about_id", models.BigIntegerField(null=True)),
                (
                    "form_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="windows",
                        to="reporting.formversion",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="windows", to="org.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Total",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sums",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(null=True), size=None
                    ),
                ),
                (
                    "numbers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None),
                ),
                ("accepted", models.IntegerField()),
                ("expected", models.IntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="totals",
                        to="reporting.window",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="expected",
            name="window",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="expected", to="reporting.window"
            ),
        ),
        migrations.AddConstraint(
            model_name="formversion",
            constraint=models.UniqueConstraint(fields=("form", "number"), name="form_version_once"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["draft", "returned"]), ("submitted_at", None), ("submitted_by", None)
                    ),
                    models.Q(
                        ("state__in", ["submitted", "accepted"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="report_submitted_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "accepted"), _negated=True),
                        ("accepted_at", None),
                        ("accepted_by", None),
                    ),
                    models.Q(
                        ("accepted_at__isnull", False), ("accepted_by__isnull", False), ("state", "accepted")
                    ),
                    _connector="OR",
                ),
                name="report_accepted_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Func(
                        models.F("values"),
                        models.F("states"),
                        function="reporting_fits",
                        output_field=models.BooleanField(),
                    )
                ),
                name="report_values_stand_where_the_state_is_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "return"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="review_return_gives_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="window",
            index=models.Index(fields=["about_kind", "about_id"], name="window_about"),
        ),
        migrations.AddConstraint(
            model_name="window",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__lte", models.F("closes_on")), ("opens_on__lte", models.F("due_on"))
                ),
                name="window_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="total",
            constraint=models.UniqueConstraint(fields=("window", "unit"), name="total_once_in_a_window"),
        ),
        migrations.AddConstraint(
            model_name="expected",
            constraint=models.UniqueConstraint(fields=("window", "unit"), name="expected_once_in_a_window"),
        ),
    ]
