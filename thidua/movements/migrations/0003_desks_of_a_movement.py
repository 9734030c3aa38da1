"""The desks of a movement: launches, assignments handed in, criteria and scores, pledges, calendar, programmes."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_issued_papers_name_their_book"),
        ("movements", "0002_drafts_and_directives"),
        ("org", "0005_posts_read_from_their_indexes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_done_says_when",
        ),
        migrations.RemoveIndex(
            model_name="assignment",
            name="assignment_of_person",
        ),
        migrations.CreateModel(
            name="Adaptation",
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
                        choices=[("teaching", "kế hoạch dạy học"), ("activity", "kế hoạch hoạt động")],
                        max_length=8,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("reason", models.TextField()),
                ("text", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["unit", "kind", "version"],
            },
        ),
        migrations.CreateModel(
            name="Adoption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("meeting", models.CharField(max_length=200)),
                ("held_on", models.DateField()),
                ("present", models.PositiveIntegerField()),
                ("in_favour", models.PositiveIntegerField()),
                ("against", models.PositiveIntegerField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["held_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Cascade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("total", models.PositiveIntegerField()),
                ("opened", models.PositiveIntegerField(default=0)),
                ("reached", models.JSONField(default=dict)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Cluster",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("full", models.PositiveSmallIntegerField(null=True)),
                ("source", models.CharField(max_length=300)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ClusterMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
        ),
        migrations.CreateModel(
            name="ClusterVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("points", models.DecimalField(decimal_places=2, max_digits=6)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("given_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ClusterYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("school_year", models.CharField(max_length=9)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-school_year"],
            },
        ),
        migrations.CreateModel(
            name="Countersignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("head", "thủ trưởng đơn vị"), ("union", "công đoàn")], max_length=5
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("signed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["side"],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
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
                            ("illness", "nghỉ ốm đau"),
                            ("maternity", "nghỉ thai sản"),
                            ("epidemic", "cách ly, điều trị hoặc ngừng hoạt động vì dịch"),
                            ("covering", "làm thay đồng nghiệp"),
                            ("long_leave", "nghỉ dài hạn theo quyết định"),
                        ],
                        max_length=10,
                    ),
                ),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("basis", models.CharField(max_length=300)),
                ("reason", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Launch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("paper", "ban hành kế hoạch"),
                            ("ceremony", "lễ phát động"),
                            ("earlier", "đã phát động từ trước"),
                        ],
                        max_length=8,
                    ),
                ),
                ("day", models.DateField()),
                ("place", models.CharField(blank=True, max_length=300)),
                ("attended", models.TextField(blank=True)),
                ("attendees", models.PositiveIntegerField(null=True)),
                ("roll_taken", models.BooleanField(default=False)),
                ("theme", models.TextField(blank=True)),
                ("base", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["day", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LinkLimit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField()),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Motto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("folded", models.TextField(db_collation="C")),
                ("line", models.PositiveIntegerField(null=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="MovementRoot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("folded", models.TextField(db_collation="C", db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "state",
                    models.CharField(choices=[("held", "đã làm"), ("struck", "không tổ chức")], max_length=6),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="Partner",
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
                ("name", models.CharField(max_length=300)),
                ("role", models.CharField(max_length=300)),
            ],
            options={
                "ordering": ["kind", "name"],
            },
        ),
        migrations.CreateModel(
            name="PlannedActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "thứ Hai"),
                            (1, "thứ Ba"),
                            (2, "thứ Tư"),
                            (3, "thứ Năm"),
                            (4, "thứ Sáu"),
                            (5, "thứ Bảy"),
                            (6, "Chủ nhật"),
                        ],
                        null=True,
                    ),
                ),
                ("day", models.DateField(null=True)),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[("morning", "buổi sáng"), ("afternoon", "buổi chiều"), ("", "cả ngày")],
                        max_length=9,
                    ),
                ),
                ("outside_rounds", models.BooleanField(default=False)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="PledgeDenial",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("denied_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PledgeList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signed_on", models.DateField()),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PledgeTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("targets", models.JSONField(default=list)),
                ("head_signs", models.BooleanField(default=False)),
                ("union_signs", models.BooleanField(default=False)),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ProgrammeRegistration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("school_year", models.CharField(max_length=9)),
                ("target", models.TextField()),
                ("registered_at", models.DateTimeField()),
                ("result", models.TextField(blank=True)),
                ("result_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Requisition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.CharField(max_length=300)),
                ("number", models.CharField(blank=True, max_length=100)),
                ("day", models.DateField(null=True)),
                ("team", models.CharField(blank=True, max_length=200)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Scale",
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
                        choices=[("levels", "xếp bốn mức, không tính điểm"), ("points", "chấm điểm")],
                        max_length=6,
                    ),
                ),
                ("full", models.PositiveSmallIntegerField(null=True)),
                ("gap", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("source", models.TextField()),
                ("decided_at", models.DateTimeField()),
                ("activated_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "self_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "chưa chấm"),
                            ("scored", "đã chấm"),
                            ("not_applicable", "không áp dụng"),
                            ("exempted", "được miễn"),
                        ],
                        max_length=14,
                    ),
                ),
                ("self_figure", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("self_reason", models.TextField(blank=True)),
                ("self_at", models.DateTimeField(null=True)),
                (
                    "appraised_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "chưa chấm"),
                            ("scored", "đã chấm"),
                            ("not_applicable", "không áp dụng"),
                            ("exempted", "được miễn"),
                        ],
                        max_length=14,
                    ),
                ),
                ("appraised_figure", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("appraised_reason", models.TextField(blank=True)),
                ("appraised_at", models.DateTimeField(null=True)),
                (
                    "final_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "chưa chấm"),
                            ("scored", "đã chấm"),
                            ("not_applicable", "không áp dụng"),
                            ("exempted", "được miễn"),
                        ],
                        max_length=14,
                    ),
                ),
                ("final_figure", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("final_reason", models.TextField(blank=True)),
                ("final_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ScoreChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stage", models.CharField(max_length=9)),
                (
                    "was_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "chưa chấm"),
                            ("scored", "đã chấm"),
                            ("not_applicable", "không áp dụng"),
                            ("exempted", "được miễn"),
                        ],
                        max_length=14,
                    ),
                ),
                ("was_figure", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                (
                    "new_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "chưa chấm"),
                            ("scored", "đã chấm"),
                            ("not_applicable", "không áp dụng"),
                            ("exempted", "được miễn"),
                        ],
                        max_length=14,
                    ),
                ),
                ("figure", models.DecimalField(decimal_places=2, max_digits=6, null=True)),
                ("reason", models.TextField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TaskPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("written", models.CharField(max_length=200)),
                ("inferred", models.BooleanField(default=False)),
                ("part", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "chưa xong"), ("done", "đã xong")], default="open", max_length=5
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="YearReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("text", models.TextField()),
                ("reviewed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["year"],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="answered_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="done_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="handed_in_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="handed_in_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="late",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="assignment",
            name="late_days",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="assignment",
            name="measures",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="assignment",
            name="merged_into",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_here",
                to="movements.assignment",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="missing_parts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="moved_from",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="org.unit",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="note",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="assignment",
            name="returned_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="returned_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="returned_reason",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="assignment",
            name="union_confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="union_confirmed_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="content",
            name="mandatory",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="criterion",
            name="above",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="below",
                to="movements.criterion",
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "chưa đối chiếu"),
                    ("taken", "giữ như cấp trên"),
                    ("adapted", "cụ thể hóa"),
                    ("added", "riêng của đơn vị"),
                    ("dropped", "không đưa vào"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="axis",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "chưa phân loại"),
                    ("regular", "nhiệm vụ thường xuyên"),
                    ("epidemic", "phòng, chống dịch"),
                    ("both", "cả hai (mục tiêu kép)"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="base",
            field=models.DecimalField(decimal_places=2, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name="criterion",
            name="content",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="criteria",
                to="movements.content",
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="evidence_needed",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="criterion",
            name="focus",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "không xếp"),
                    ("teaching", "dạy tốt"),
                    ("learning", "học tốt"),
                    ("work", "công tác tốt"),
                    ("dynamic", "năng động"),
                    ("creative", "sáng tạo"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="mandatory",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="criterion",
            name="most",
            field=models.DecimalField(decimal_places=2, max_digits=6, null=True),
        ),
        migrations.AddField(
            model_name="criterion",
            name="needs_evidence",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="criterion",
            name="note",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="criterion",
            name="subject_kinds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("collective", "mọi tập thể"),
                        ("school", "nhà trường"),
                        ("board", "ban giám hiệu"),
                        ("party_cell", "chi bộ"),
                        ("division", "phòng, ban thuộc cơ quan"),
                        ("district_office", "Phòng GDĐT"),
                        ("attached", "đơn vị trực thuộc"),
                        ("team", "tổ chuyên môn"),
                        ("person", "từng cán bộ, viên chức"),
                        ("head", "riêng người đứng đầu"),
                        ("requisitioned", "người được trưng dụng, tổ phòng chống dịch"),
                    ],
                    max_length=15,
                ),
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="under",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="movements.criterion",
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="accepts_measures",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="duty",
            name="confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="duty",
            name="confirmed_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="due_words",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="duty",
            name="parts_sentence",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="movement",
            name="cloned_from",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="next_year",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="rooted",
            field=models.CharField(
                blank=True,
                choices=[
                    ("own", "khởi đầu ở đây"),
                    ("parent", "theo phong trào cấp trên"),
                    ("cited", "theo văn bản mà kế hoạch căn cứ"),
                    ("name", "cùng tên phong trào đặc biệt"),
                    ("decided", "theo quyết định của đơn vị"),
                ],
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="rooted_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="movement",
            name="rooted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="rooted_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="movement",
            name="rounds_confirmed",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="movement",
            name="scope",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="movement",
            name="theme",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="pledge",
            name="change",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="pledge",
            name="change_result",
            field=models.CharField(blank=True, db_default="", default="", max_length=1000),
        ),
        migrations.AddField(
            model_name="pledge",
            name="change_told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="pledge",
            name="confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="pledge",
            name="late",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="pledge",
            name="signed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="pledge",
            name="targets",
            field=models.JSONField(db_default=[], default=list),
        ),
        migrations.AddField(
            model_name="pledge",
            name="way",
            field=models.CharField(
                choices=[("self", "tự đăng ký"), ("list", "đơn vị nhập thay theo danh sách ký giấy")],
                db_default="self",
                default="self",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="base",
            field=models.CharField(
                blank=True,
                choices=[
                    ("staff", "cán bộ, giáo viên, nhân viên, người lao động"),
                    ("women", "nữ cán bộ, giáo viên, nhân viên, người lao động"),
                    ("teachers", "giáo viên"),
                    ("unions", "tổ chức công đoàn"),
                    ("schools", "trường học"),
                    ("", "chưa quyết định"),
                ],
                default="",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="basis",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="programmes_based_on",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="opened_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="programme",
            name="opened_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="programmes_owned",
                to="org.unit",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="theme",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="task",
            name="channel",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="task",
            name="content",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tasks",
                to="movements.content",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="cost_planned",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="cost_real",
            field=models.PositiveBigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="directive",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks_ordered",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="due_words",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="task",
            name="moved_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks_passed_on",
                to="org.unit",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="owner_inferred",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="task",
            name="owner_person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="org.person"
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="owner_positions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("head", "Người đứng đầu"),
                        ("deputy", "Cấp phó"),
                        ("clerk", "Văn thư"),
                        ("officer", "Chuyên viên"),
                        ("leader", "Tổ trưởng"),
                        ("teacher", "Giáo viên"),
                        ("staff", "Nhân viên"),
                        ("homeroom", "Giáo viên chủ nhiệm"),
                        ("pupil", "Học sinh"),
                        ("union_chair", "Chủ tịch công đoàn"),
                        ("union_member", "Ủy viên ban chấp hành công đoàn"),
                        ("youth_secretary", "Bí thư đoàn"),
                        ("council_chair", "Chủ tịch hội đồng"),
                        ("council_secretary", "Thư ký hội đồng"),
                        ("council_member", "Ủy viên hội đồng"),
                        ("admin", "Quản trị hệ thống"),
                    ],
                    max_length=20,
                ),
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="professional_duty",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="task",
            name="professional_source",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="reports_to",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="task",
            name="tags",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=100), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="thrift_note",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="task",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="urgent",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="confirmed_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="assignments",
                to="org.person",
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "chưa làm"),
                    ("handed_in", "đã nộp, chờ xem"),
                    ("returned", "bị trả lại"),
                    ("done", "đã làm"),
                ],
                default="open",
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="duty",
            name="reaches",
            field=models.CharField(
                choices=[
                    ("teams", "từng tổ"),
                    ("staff", "từng người"),
                    ("units", "từng đơn vị trực thuộc"),
                    ("pairs", "thủ trưởng cùng chủ tịch công đoàn đồng cấp"),
                    ("schools", "từng trường, cơ sở giáo dục trên địa bàn"),
                    ("whole", "từng đơn vị thuộc, trực thuộc và trường trên địa bàn"),
                    ("chosen", "những đơn vị được chọn"),
                ],
                max_length=7,
            ),
        ),
        migrations.AlterField(
            model_name="duty",
            name="what",
            field=models.CharField(
                choices=[
                    ("own_plan", "xây dựng kế hoạch"),
                    ("communication_plan", "xây dựng kế hoạch truyền thông"),
                    ("group_plans", "kế hoạch dạy học và kế hoạch hoạt động của tổ"),
                    ("scenario", "xây dựng phương án"),
                    ("measures", "có biện pháp thực hiện"),
                    ("pledge", "đăng ký, ký giao ước"),
                    ("report", "báo cáo kết quả"),
                    ("directive", "thực hiện văn bản chỉ đạo"),
                ],
                max_length=18,
            ),
        ),
        migrations.AlterField(
            model_name="gap",
            name="choice",
            field=models.CharField(
                blank=True,
                choices=[
                    ("inherit", "theo kế hoạch cấp trên"),
                    ("own", "quy định riêng"),
                    ("not_used", "không dùng"),
                    ("later", "để sau"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="gap",
            name="what",
            field=models.CharField(
                choices=[
                    ("criteria", "Tiêu chí thi đua"),
                    ("award_forms", "Hình thức khen thưởng"),
                    ("rounds", "Đợt thi đua"),
                    ("deadlines", "Thời hạn"),
                    ("standards", "Tiêu chuẩn khen thưởng"),
                    ("quota", "Số lượng được đề nghị khen"),
                    ("scale", "Thang điểm"),
                    ("report_date", "Kỳ báo cáo, ngày báo cáo"),
                    ("award_date", "Thời gian khen thưởng"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="movement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("special", "đặc biệt"),
                    ("school_year", "năm học"),
                    ("thematic", "chuyên đề"),
                    ("by_round", "theo đợt"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="pledge",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pledges",
                to="org.person",
            ),
        ),
        migrations.AddField(
            model_name="adaptation",
            name="file",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.file"
            ),
        ),
        migrations.AddField(
            model_name="adaptation",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="adaptations",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="adaptation",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="adaptation",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="adaptations", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="adoption",
            name="minutes",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.file"
            ),
        ),
        migrations.AddField(
            model_name="adoption",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="adoptions", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="adoption",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="cascade",
            name="movement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="cascade", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="cluster",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="cluster",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="clusters", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="clustermember",
            name="cluster",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="members", to="movements.cluster"
            ),
        ),
        migrations.AddField(
            model_name="clustermember",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="clustervote",
            name="about",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="clustervote",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="clustervote",
            name="voter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="clusteryear",
            name="closed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="clusteryear",
            name="cluster",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="years", to="movements.cluster"
            ),
        ),
        migrations.AddField(
            model_name="clusteryear",
            name="head",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="clustervote",
            name="year",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="votes", to="movements.clusteryear"
            ),
        ),
        migrations.AddField(
            model_name="countersignature",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
            ),
        ),
        migrations.AddField(
            model_name="countersignature",
            name="pledge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="countersignatures",
                to="movements.pledge",
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="exemptions",
                to="org.person",
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="launch",
            name="absent",
            field=models.ManyToManyField(related_name="+", to="org.person"),
        ),
        migrations.AddField(
            model_name="launch",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="launches", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="launch",
            name="papers",
            field=models.ManyToManyField(related_name="+", to="documents.paper"),
        ),
        migrations.AddField(
            model_name="launch",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="launch",
            name="round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="launches",
                to="movements.round",
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="first_launch",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="movements.launch",
            ),
        ),
        migrations.AddField(
            model_name="linklimit",
            name="movement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="link_limit",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="linklimit",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="motto",
            name="content",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="mottos",
                to="movements.content",
            ),
        ),
        migrations.AddField(
            model_name="motto",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mottos", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="motto",
            name="node",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="documents.node"
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="root",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="branches",
                to="movements.movementroot",
            ),
        ),
        migrations.AddField(
            model_name="occasion",
            name="said_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="occasion",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="occasions", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="partners", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="partner",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="commemoration",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="activities",
                to="movements.commemoration",
            ),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="activities",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="programme",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="activities",
                to="movements.programme",
            ),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="round",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="activities",
                to="movements.round",
            ),
        ),
        migrations.AddField(
            model_name="plannedactivity",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="occasion",
            name="activity",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="occasions",
                to="movements.plannedactivity",
            ),
        ),
        migrations.AddField(
            model_name="pledgedenial",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pledge_denials",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="pledgedenial",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
            ),
        ),
        migrations.AddField(
            model_name="pledgelist",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="pledgelist",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.file"
            ),
        ),
        migrations.AddField(
            model_name="pledgelist",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pledge_lists",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="pledgelist",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="pledgedenial",
            name="paper_list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="denials", to="movements.pledgelist"
            ),
        ),
        migrations.AddField(
            model_name="pledge",
            name="paper_list",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pledges",
                to="movements.pledgelist",
            ),
        ),
        migrations.AddField(
            model_name="pledgeterms",
            name="movement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pledge_terms",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="pledgeterms",
            name="set_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="programmeregistration",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
            ),
        ),
        migrations.AddField(
            model_name="programmeregistration",
            name="programme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="registrations",
                to="movements.programme",
            ),
        ),
        migrations.AddField(
            model_name="programmeregistration",
            name="registered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="programmeregistration",
            name="result_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="programmeregistration",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="requisition",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="requisitions", to="org.person"
            ),
        ),
        migrations.AddField(
            model_name="requisition",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="requisition",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="scale",
            name="activated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="scale",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="scale",
            name="movement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="scale", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="appraised_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="criterion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="movements.criterion"
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="exemption",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="movements.exemption",
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="final_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="round",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="movements.round"
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="self_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="score",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="scorechange",
            name="changed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="scorechange",
            name="score",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="movements.score"
            ),
        ),
        migrations.AddField(
            model_name="taskpart",
            name="done_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="taskpart",
            name="person",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="task_parts",
                to="org.person",
            ),
        ),
        migrations.AddField(
            model_name="taskpart",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="movements.task"
            ),
        ),
        migrations.AddField(
            model_name="taskpart",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="task_parts",
                to="org.unit",
            ),
        ),
        migrations.AddField(
            model_name="yearreview",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="yearreview",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="yearreview",
            name="reviewed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("person__isnull", False)),
                fields=["person", "state"],
                name="assignment_of_person",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("answered_by__isnull", False)),
                fields=["answered_by"],
                name="assignment_answered_by",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["owner_person", "state"], name="task_of_person"),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["unit", "state"], name="task_of_unit"),
        ),
        migrations.AddIndex(
            model_name="score",
            index=models.Index(fields=["unit", "person"], name="score_of_a_subject"),
        ),
    ]
