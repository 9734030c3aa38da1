import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(choices=[("units", "Đơn vị"), ("staff", "Nhân sự")], max_length=10),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Đang kiểm tra"),
                            ("faulty", "Có lỗi, chưa nhập được"),
                            ("ready", "Chờ xác nhận"),
                            ("queued", "Đang nhập"),
                            ("done", "Đã nhập"),
                            ("dropped", "Đã bỏ"),
                        ],
                        default="received",
                        max_length=10,
                    ),
                ),
                ("file", models.FileField(blank=True, upload_to="nhap")),
                ("file_name", models.CharField(max_length=200)),
                ("total", models.PositiveIntegerField(null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("new", models.PositiveIntegerField(null=True)),
                ("changed", models.PositiveIntegerField(null=True)),
                ("same", models.PositiveIntegerField(null=True)),
                ("errors", models.JSONField(default=list)),
                ("error_count", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="lineage",
            name="lineage_share_is_at_most_the_whole",
        ),
        migrations.AddField(
            model_name="unitname",
            name="folded",
            field=models.CharField(db_collation="C", default="", max_length=300),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="lineage",
            name="share_part",
            field=models.PositiveIntegerField(default=1, null=True),
        ),
        migrations.AlterField(
            model_name="lineage",
            name="share_whole",
            field=models.PositiveIntegerField(default=1, null=True),
        ),
        migrations.AddIndex(
            model_name="unitname",
            index=models.Index(fields=["folded"], name="unit_name_folded"),
        ),
        migrations.AddConstraint(
            model_name="lineage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("share_part", None), ("share_whole", None)),
                    models.Q(
                        ("share_part__isnull", False),
                        ("share_part__lte", models.F("share_whole")),
                        ("share_whole__gt", 0),
                    ),
                    _connector="OR",
                ),
                name="lineage_share_is_at_most_the_whole",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finished_at__isnull", False), ("state__in", ["done", "dropped"])),
                    models.Q(("finished_at", None), ("state__in", ["received", "faulty", "ready", "queued"])),
                    _connector="OR",
                ),
                name="import_run_is_over_at_a_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["ready", "queued", "done"]), _negated=True),
                    models.Q(("error_count", 0), ("new__isnull", False)),
                    _connector="OR",
                ),
                name="import_run_is_ready_only_without_errors",
            ),
        ),
    ]
