"""What the desks that watch and prepare keep: visits, urging, scenarios, heads, coordination, signals, costs, reminders."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("activity", "0003_reminders_and_deliveries"),
        ("documents", "0003_issued_papers_name_their_book"),
        ("movements", "0005_what_holds_of_the_desks"),
        ("org", "0005_posts_read_from_their_indexes"),
        ("reporting", "0004_operating_states"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Activation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("emergency", models.BooleanField(default=False)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("day", models.DateField(null=True)),
                ("reason", models.TextField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "open_items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=400), default=list, size=None
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.TextField(blank=True)),
                ("withdrawn", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ActivationTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(null=True), default=list, size=None
                    ),
                ),
                ("counted_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="BurdenEstimate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("minutes", models.PositiveIntegerField()),
                ("staff", models.PositiveIntegerField()),
                ("times", models.PositiveIntegerField()),
                ("source", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Coordination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party", "tổ chức Đảng"),
                            ("government", "chính quyền địa phương"),
                            ("union", "công đoàn"),
                            ("youth", "Đoàn, Hội, Đội"),
                            ("health", "ngành y tế"),
                            ("family", "cha mẹ học sinh"),
                            ("other", "tổ chức khác"),
                        ],
                        max_length=10,
                    ),
                ),
                ("partner", models.CharField(max_length=300)),
                ("what", models.TextField()),
                ("result", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "confirmed_how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("person", "người đại diện xác nhận"),
                            ("paper", "bằng văn bản"),
                            ("photo", "bằng ảnh, tệp kèm theo"),
                        ],
                        max_length=6,
                    ),
                ),
                ("confirmed_name", models.CharField(blank=True, max_length=200)),
                ("confirmed_on", models.DateField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-day", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("about_kind", models.CharField(max_length=40)),
                ("about_id", models.PositiveBigIntegerField()),
                ("sentence", models.TextField()),
                ("words", models.TextField()),
                ("failing", models.BooleanField()),
                ("correction", models.TextField(blank=True)),
                ("due", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("noted", "ghi nhận"),
                            ("asked", "chờ khắc phục"),
                            ("answered", "đã báo khắc phục, chờ xem"),
                            ("closed", "đã khắc phục"),
                        ],
                        max_length=8,
                    ),
                ),
                ("answer", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(null=True)),
                ("late_days", models.PositiveSmallIntegerField(default=0)),
                ("returned_reason", models.TextField(blank=True, default="")),
                ("closing", models.TextField(blank=True, default="")),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Fingerprint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hash", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="HeadDuty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=20)),
                ("line", models.PositiveIntegerField(null=True)),
                ("text", models.TextField()),
                ("settled_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("preschool", "giáo dục mầm non"),
                                ("primary", "giáo dục tiểu học"),
                                ("lower_secondary", "giáo dục trung học cơ sở"),
                                ("upper_secondary", "giáo dục trung học phổ thông"),
                                ("continuing", "giáo dục thường xuyên"),
                                ("emulation", "thi đua, khen thưởng"),
                                ("staff", "tổ chức, cán bộ"),
                                ("finance", "kế hoạch, tài chính"),
                                ("pupils", "chính trị, tư tưởng, học sinh"),
                                ("health", "y tế trường học, phòng, chống dịch"),
                            ],
                            max_length=15,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("purpose", models.TextField(blank=True)),
                ("planned_on", models.DateField()),
                ("planned_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "đã lên lịch"),
                            ("held", "đã kiểm tra"),
                            ("cancelled", "đã hủy"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                ("held_on", models.DateField(null=True)),
                ("attendees", models.TextField(blank=True, default="")),
                ("conclusion", models.TextField(blank=True, default="")),
                ("recorded_at", models.DateTimeField(null=True)),
                ("cancelled_reason", models.TextField(blank=True, default="")),
                ("cancelled_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PrintedText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about_kind", models.CharField(max_length=80)),
                ("about_id", models.BigIntegerField()),
                ("day", models.DateField(null=True)),
                ("digest", models.CharField(max_length=32)),
                ("own", models.PositiveIntegerField()),
                ("printed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReadinessItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("command", "Chỉ huy tại chỗ"),
                            ("forces", "Lực lượng tại chỗ"),
                            ("means", "Phương tiện, vật tư tại chỗ"),
                            ("logistics", "Hậu cần tại chỗ"),
                            ("five_k", "5K"),
                        ],
                        max_length=9,
                    ),
                ),
                ("what", models.CharField(max_length=300)),
                ("holder", models.CharField(blank=True, max_length=300)),
                ("ready_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("digest", "bản tin việc đến hạn"),
                            ("urgent", "việc gấp"),
                            ("copy", "báo thủ trưởng về việc gấp"),
                        ],
                        max_length=6,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReminderHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quiet_from", models.PositiveSmallIntegerField()),
                ("quiet_until", models.PositiveSmallIntegerField()),
                ("digest_hour", models.PositiveSmallIntegerField()),
                ("rest_days", models.BooleanField()),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Remit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("preschool", "giáo dục mầm non"),
                                ("primary", "giáo dục tiểu học"),
                                ("lower_secondary", "giáo dục trung học cơ sở"),
                                ("upper_secondary", "giáo dục trung học phổ thông"),
                                ("continuing", "giáo dục thường xuyên"),
                                ("emulation", "thi đua, khen thưởng"),
                                ("staff", "tổ chức, cán bộ"),
                                ("finance", "kế hoạch, tài chính"),
                                ("pupils", "chính trị, tư tưởng, học sinh"),
                                ("health", "y tế trường học, phòng, chống dịch"),
                            ],
                            max_length=15,
                        ),
                        size=None,
                    ),
                ),
                ("basis", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Scenario",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("level", models.CharField(blank=True, max_length=60)),
                ("trigger", models.TextField(blank=True)),
                ("measure", models.CharField(blank=True, max_length=200)),
                ("threshold", models.PositiveIntegerField(null=True)),
                ("operating", models.CharField(blank=True, max_length=30)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "dự thảo"),
                            ("submitted", "đã trình, chưa được phê duyệt"),
                            ("approved", "đã phê duyệt"),
                            ("returned", "bị trả lại"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("submitted_at", models.DateTimeField(null=True)),
                ("reviewed_on", models.DateField(null=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["level", "id"],
            },
        ),
        migrations.CreateModel(
            name="ScenarioApproval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "side",
                    models.CharField(
                        choices=[("locality", "Địa phương"), ("superior", "Cấp trên")], max_length=8
                    ),
                ),
                ("body", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "chưa phê duyệt"),
                            ("approved", "đã phê duyệt"),
                            ("returned", "trả lại"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=100)),
                ("day", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("said_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-version", "side"],
            },
        ),
        migrations.CreateModel(
            name="ScenarioStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("action", models.TextField()),
                ("days", models.SmallIntegerField(null=True)),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="ScenarioTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), default=list, size=None
                    ),
                ),
                ("review_days", models.PositiveSmallIntegerField(null=True)),
                ("confirm_days", models.PositiveSmallIntegerField(null=True)),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("copied", "văn bản tương đồng"),
                            ("unproved", "ghi xong mà không có minh chứng"),
                            ("all_full", "mọi chỉ tiêu 100 %, không có minh chứng"),
                            ("backfilled", "ghi lùi ngày"),
                            ("bunched", "dồn việc vào cuối đợt"),
                            ("irregular", "không thường xuyên"),
                            ("silent", "có kế hoạch, chưa có hoạt động"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=60)),
                ("sentence", models.TextField()),
                (
                    "lines",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list, size=None
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("reply_by", models.DateField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("reply", models.TextField(blank=True)),
                ("replied_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="SignalSight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Spending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("purchase", "mua sắm"),
                            ("gift", "quà tặng, hiện vật"),
                            ("other", "chi khác"),
                        ],
                        max_length=8,
                    ),
                ),
                ("item", models.CharField(max_length=300)),
                ("amount", models.PositiveBigIntegerField()),
                ("source", models.CharField(max_length=300)),
                ("spent_on", models.DateField()),
                ("disclosed_at", models.DateTimeField()),
                ("struck_reason", models.CharField(blank=True, max_length=300)),
                ("struck_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["spent_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="UrgedDebt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
                ("about_id", models.PositiveBigIntegerField()),
                ("what", models.TextField()),
                ("due", models.DateField(null=True)),
                ("days_late", models.PositiveSmallIntegerField(default=0)),
                ("people", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="UrgentInterval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("working_days", models.PositiveSmallIntegerField()),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Urging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sentence", models.TextField()),
                ("people", models.PositiveIntegerField()),
                ("urged_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="cost_closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="cost_closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="cost_explanation",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="cost_planned",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="cost_real",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="thrift_note",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="task",
            name="cost_explanation",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddConstraint(
            model_name="plannedactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cost_closed_at", None), ("cost_closed_by", None)),
                    models.Q(
                        ("cost_closed_at__isnull", False),
                        ("cost_closed_by__isnull", False),
                        ("cost_real__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="activity_cost_closed_says_who_when_and_how_much",
            ),
        ),
        migrations.AddField(
            model_name="activation",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="activation",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="activation",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="activation",
            name="states",
            field=models.ManyToManyField(related_name="+", to="reporting.operatingstate"),
        ),
        migrations.AddField(
            model_name="activationtask",
            name="activation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="movements.activation"
            ),
        ),
        migrations.AddField(
            model_name="activationtask",
            name="counted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="activationtask",
            name="task",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="activation", to="movements.task"
            ),
        ),
        migrations.AddField(
            model_name="burdenestimate",
            name="activity",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="burden",
                to="movements.plannedactivity",
            ),
        ),
        migrations.AddField(
            model_name="burdenestimate",
            name="duty",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="burden",
                to="movements.duty",
            ),
        ),
        migrations.AddField(
            model_name="burdenestimate",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="burden_estimates",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="burdenestimate",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="burdenestimate",
            name="task",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="burden",
                to="movements.task",
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="confirmed_paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="content",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="coordinations",
                to="movements.content",
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="coordinations",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="partner_unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="task",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="coordinations",
                to="movements.task",
            ),
        ),
        migrations.AddField(
            model_name="coordination",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="coordinations", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="headduty",
            name="content",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="head_duties",
                to="movements.content",
            ),
        ),
        migrations.AddField(
            model_name="headduty",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="head_duties",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="headduty",
            name="node",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="documents.node"
            ),
        ),
        migrations.AddField(
            model_name="headduty",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="headduty",
            name="settled_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="inspections_led", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="cancelled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="joint",
            field=models.ManyToManyField(related_name="inspections_joined", to="org.unit"),
        ),
        migrations.AddField(
            model_name="inspection",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="org.person",
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="planned_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="recorded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="inspection",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="inspections", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="inspection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="findings",
                to="movements.inspection",
            ),
        ),
        migrations.AddField(
            model_name="printedtext",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="printed_texts",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="printedtext",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="fingerprint",
            name="text",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fingerprints",
                to="movements.printedtext",
            ),
        ),
        migrations.AddField(
            model_name="readinessitem",
            name="ready_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="notice",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="reminder", to="activity.notice"
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="task",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reminders",
                to="movements.task",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reminderhours",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reminderhours",
            name="unit",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminder_hours",
                to="org.unit",
            ),
        ),
        migrations.AddField(
            model_name="reminderhours",
            name="user",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminder_hours",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="remit",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="remit",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="remits", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="scenario",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="scenario",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="scenarios", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="scenario",
            name="reviewed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="scenario",
            name="submitted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="scenario",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="scenarios", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="readinessitem",
            name="scenario",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="movements.scenario"
            ),
        ),
        migrations.AddField(
            model_name="activation",
            name="scenario",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activations",
                to="movements.scenario",
            ),
        ),
        migrations.AddField(
            model_name="scenarioapproval",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="scenarioapproval",
            name="said_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="scenarioapproval",
            name="scenario",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="movements.scenario"
            ),
        ),
        migrations.AddField(
            model_name="scenariostep",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
            ),
        ),
        migrations.AddField(
            model_name="scenariostep",
            name="scenario",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="movements.scenario"
            ),
        ),
        migrations.AddField(
            model_name="scenarioterms",
            name="movement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="scenario_terms",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="scenarioterms",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="signals", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="other",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="movements.printedtext",
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="replied_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="text",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signals",
                to="movements.printedtext",
            ),
        ),
        migrations.AddField(
            model_name="signal",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="signals", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="signalsight",
            name="signal",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="sights", to="movements.signal"
            ),
        ),
        migrations.AddField(
            model_name="signalsight",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="spending",
            name="activity",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="spendings",
                to="movements.plannedactivity",
            ),
        ),
        migrations.AddField(
            model_name="spending",
            name="approver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
            ),
        ),
        migrations.AddField(
            model_name="spending",
            name="disclosed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="spending",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="spendings", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="spending",
            name="spender",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
            ),
        ),
        migrations.AddField(
            model_name="spending",
            name="struck_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="spending",
            name="task",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="spendings",
                to="movements.task",
            ),
        ),
        migrations.AddField(
            model_name="urgeddebt",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="urged_debts", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="urgentinterval",
            name="movement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="urgent_interval",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="urgentinterval",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="urgings_sent", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="letter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="urgings", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="urging",
            name="urged_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="urgeddebt",
            name="urging",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="debts", to="movements.urging"
            ),
        ),
        migrations.AddConstraint(
            model_name="activationtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("counted_at", None), ("counted_by", None), ("counts", [])),
                    models.Q(("counted_at__isnull", False), ("counted_by__isnull", False)),
                    _connector="OR",
                ),
                name="activation_task_counts_say_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="burdenestimate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("activity", None), ("duty__isnull", False), ("task", None)),
                    models.Q(("activity", None), ("duty", None), ("task__isnull", False)),
                    models.Q(("activity__isnull", False), ("duty", None), ("task", None)),
                    _connector="OR",
                ),
                name="burden_is_of_one_duty_task_or_activity",
            ),
        ),
        migrations.AddConstraint(
            model_name="burdenestimate",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="burden_names_its_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="burdenestimate",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gt", 0), ("staff__gt", 0), ("times__gt", 0)),
                name="burden_counts_something",
            ),
        ),
        migrations.AddIndex(
            model_name="coordination",
            index=models.Index(fields=["unit", "day"], name="coordination_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="coordination",
            constraint=models.CheckConstraint(
                condition=models.Q(("partner", ""), _negated=True), name="coordination_names_its_partner"
            ),
        ),
        migrations.AddConstraint(
            model_name="coordination",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="coordination_says_what_was_done"
            ),
        ),
        migrations.AddConstraint(
            model_name="coordination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_at", None),
                        ("confirmed_by", None),
                        ("confirmed_how", ""),
                        ("confirmed_name", ""),
                        ("confirmed_on", None),
                        ("confirmed_paper", None),
                    ),
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        ("confirmed_on__isnull", False),
                        models.Q(
                            models.Q(
                                ("confirmed_how", "person"),
                                ("confirmed_paper", None),
                                models.Q(("confirmed_name", ""), _negated=True),
                            ),
                            models.Q(("confirmed_how", "paper"), ("confirmed_paper__isnull", False)),
                            models.Q(("confirmed_how", "photo"), ("confirmed_paper", None)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="coordination_confirmed_says_how_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="headduty",
            constraint=models.UniqueConstraint(
                fields=("movement", "node"), name="head_duty_once_for_a_sentence"
            ),
        ),
        migrations.AddConstraint(
            model_name="headduty",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="head_duty_rests_on_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("conclusion__gt", ""),
                        ("held_on__isnull", False),
                        ("recorded_at__isnull", False),
                        ("recorded_by__isnull", False),
                        ("state", "held"),
                    ),
                    models.Q(
                        models.Q(("state", "held"), _negated=True),
                        ("held_on", None),
                        ("recorded_at", None),
                        ("recorded_by", None),
                    ),
                    _connector="OR",
                ),
                name="inspection_held_says_when_by_whom_and_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("cancelled_at__isnull", False),
                        ("cancelled_by__isnull", False),
                        ("cancelled_reason__gt", ""),
                        ("state", "cancelled"),
                    ),
                    models.Q(
                        models.Q(("state", "cancelled"), _negated=True),
                        ("cancelled_at", None),
                        ("cancelled_by", None),
                    ),
                    _connector="OR",
                ),
                name="inspection_cancelled_says_why_and_by_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("person__isnull", False),
                    models.Q(("unit", models.F("body")), _negated=True),
                    _connector="OR",
                ),
                name="inspection_of_a_body_is_not_by_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("inspection", "order"), name="finding_order_once_in_a_visit"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words", ""), _negated=True), models.Q(("sentence", ""), _negated=True)
                ),
                name="finding_has_words_and_a_sentence",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("correction__gt", ""),
                        ("due__isnull", False),
                        ("failing", True),
                        models.Q(("state", "noted"), _negated=True),
                    ),
                    models.Q(("correction", ""), ("due", None), ("failing", False), ("state", "noted")),
                    _connector="OR",
                ),
                name="finding_that_fails_asks_for_a_correction_by_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", ""),
                        ("answered_at", None),
                        ("answered_by", None),
                        ("state__in", ["noted", "asked"]),
                    ),
                    models.Q(
                        ("answer__gt", ""), ("answered_at__isnull", False), ("answered_by__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="finding_answered_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False), ("state", "closed")),
                    models.Q(
                        models.Q(("state", "closed"), _negated=True), ("closed_at", None), ("closed_by", None)
                    ),
                    _connector="OR",
                ),
                name="finding_closed_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="printedtext",
            constraint=models.UniqueConstraint(
                fields=("about_kind", "about_id"), name="text_is_printed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="fingerprint",
            constraint=models.UniqueConstraint(fields=("hash", "text"), name="fingerprint_once_in_a_text"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "digest")),
                fields=("user", "on"),
                name="reminder_digest_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                condition=models.Q(("task__isnull", False)),
                fields=("user", "on", "task"),
                name="reminder_of_a_task_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "digest"), _negated=True), ("task", None), _connector="OR"
                ),
                name="reminder_digest_is_of_no_one_task",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminderhours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("unit", None), ("user__isnull", False)),
                    models.Q(("unit__isnull", False), ("user", None)),
                    _connector="OR",
                ),
                name="reminder_hours_are_of_a_unit_or_of_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminderhours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("digest_hour__range", (0, 23)),
                    ("quiet_from__range", (12, 23)),
                    ("quiet_until__range", (0, 11)),
                ),
                name="reminder_hours_are_hours_of_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="reminderhours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("digest_hour__gte", models.F("quiet_until")), ("digest_hour__lt", models.F("quiet_from"))
                ),
                name="reminder_digest_is_not_in_quiet_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="remit",
            constraint=models.UniqueConstraint(fields=("unit", "since"), name="remit_once_a_day"),
        ),
        migrations.AddConstraint(
            model_name="remit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fields", []), _negated=True), models.Q(("basis", ""), _negated=True)
                ),
                name="remit_names_fields_and_basis",
            ),
        ),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.UniqueConstraint(
                fields=("movement", "unit", "name"), name="scenario_name_once_in_a_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="scenario_is_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "draft"), ("submitted_at", None), ("submitted_by", None)),
                    models.Q(
                        ("state__in", ["submitted", "approved", "returned"]),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="scenario_submitted_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("threshold", None), models.Q(("measure", ""), _negated=True), _connector="OR"
                ),
                name="scenario_threshold_says_what_is_counted",
            ),
        ),
        migrations.AddConstraint(
            model_name="scenario",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reviewed_by", None), ("reviewed_on", None)),
                    models.Q(("reviewed_by__isnull", False), ("reviewed_on__isnull", False)),
                    _connector="OR",
                ),
                name="scenario_reviewed_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="readinessitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="readiness_item_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="readinessitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ready_by", None), ("ready_on", None)),
                    models.Q(
                        ("ready_by__isnull", False),
                        ("ready_on__isnull", False),
                        models.Q(("holder", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="readiness_item_ready_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="activation",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False)), name="activation_lasts_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="activation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("withdrawn", False)),
                expressions=[
                    (
                        models.Func(
                            models.F("scenario_id"),
                            models.F("scenario_id"),
                            models.Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    ("during", "&&"),
                ],
                name="activation_of_a_scenario_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="activation",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn", False), ("ended_at__isnull", False), _connector="OR"),
                name="activation_withdrawn_says_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="activation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="activation_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="activation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("day", None), ("number", ""), ("emergency", True)),
                    models.Q(models.Q(("number", ""), _negated=True), ("day__isnull", False)),
                    _connector="OR",
                ),
                name="activation_rests_on_a_decision_or_is_an_emergency",
            ),
        ),
        migrations.AddConstraint(
            model_name="activation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(
                        ("confirmed_at__isnull", False), ("confirmed_by__isnull", False), ("emergency", True)
                    ),
                    _connector="OR",
                ),
                name="activation_confirmed_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="activation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("ended_at", None), ("ended_by", None)),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        models.Q(("end_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="activation_ended_says_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="scenarioapproval",
            constraint=models.UniqueConstraint(
                fields=("scenario", "version", "side"), name="approval_once_a_side_for_a_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="scenarioapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(("body", ""), _negated=True), name="approval_names_its_body"
            ),
        ),
        migrations.AddConstraint(
            model_name="scenarioapproval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("said_at", None), ("said_by", None), ("state", "waiting")),
                    models.Q(
                        ("day__isnull", False),
                        ("said_at__isnull", False),
                        ("said_by__isnull", False),
                        ("state", "approved"),
                        models.Q(("number", ""), _negated=True),
                    ),
                    models.Q(
                        ("said_at__isnull", False),
                        ("said_by__isnull", False),
                        ("state", "returned"),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="approval_says_who_when_and_on_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="scenariostep",
            constraint=models.UniqueConstraint(
                fields=("scenario", "order"), name="step_order_once_in_a_scenario"
            ),
        ),
        migrations.AddConstraint(
            model_name="scenariostep",
            constraint=models.CheckConstraint(
                condition=models.Q(("action", ""), _negated=True), name="step_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.UniqueConstraint(
                fields=("movement", "unit", "kind", "key"), name="signal_is_given_once_to_a_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(("sentence", ""), _negated=True), name="signal_says_what_was_seen"
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replied_at", None), ("replied_by", None), ("reply", "")),
                    models.Q(
                        models.Q(("reply", ""), _negated=True),
                        ("replied_at__isnull", False),
                        ("replied_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="signal_reply_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "copied"), ("other__isnull", False), ("text__isnull", False)),
                    models.Q(models.Q(("kind", "copied"), _negated=True), ("other", None), ("text", None)),
                    _connector="OR",
                ),
                name="signal_of_likeness_names_both_texts",
            ),
        ),
        migrations.AddConstraint(
            model_name="signalsight",
            constraint=models.UniqueConstraint(
                fields=("signal", "user"), name="signal_sight_is_kept_once_for_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(("approver", models.F("spender")), _negated=True),
                name="spending_is_approved_by_another_than_the_spender",
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item", ""), _negated=True),
                    ("amount__gt", 0),
                    models.Q(("source", ""), _negated=True),
                ),
                name="spending_says_what_how_much_and_from_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(("task", None), ("activity", None), _connector="OR"),
                name="spending_is_for_one_task_or_one_activity_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="spending",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at", None), ("struck_by", None), ("struck_reason", "")),
                    models.Q(
                        models.Q(("struck_reason", ""), _negated=True),
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="spending_struck_out_says_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgentinterval",
            constraint=models.CheckConstraint(
                condition=models.Q(("working_days__range", (1, 5))), name="urgent_interval_is_a_week_at_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("sentence", ""), _negated=True), ("people__gt", 0)),
                name="urging_says_something_to_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="urgeddebt",
            constraint=models.UniqueConstraint(
                fields=("urging", "kind", "about_id", "unit"), name="urged_debt_once_in_a_note"
            ),
        ),
    ]
