import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_issuers_books_evidence"),
        ("movements", "0001_tables"),
        ("org", "0003_reach_both_ways"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AwardForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("form", models.CharField(max_length=200)),
                ("authority", models.CharField(blank=True, max_length=300)),
                (
                    "subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("line", models.PositiveIntegerField(null=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="AwardRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("written", models.CharField(max_length=100)),
                ("day", models.DateField(null=True)),
                ("line", models.PositiveIntegerField(null=True)),
                ("forms", models.TextField(blank=True, verbose_name="Hình thức khen thưởng")),
                ("standards", models.TextField(blank=True, verbose_name="Tiêu chuẩn khen thưởng")),
                ("dossier", models.TextField(blank=True, verbose_name="Hồ sơ")),
                ("procedure", models.TextField(blank=True, verbose_name="Thủ tục")),
                ("entered_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Commemoration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.TextField()),
                ("day", models.PositiveSmallIntegerField(null=True)),
                ("month", models.PositiveSmallIntegerField(null=True)),
                ("since", models.PositiveSmallIntegerField(null=True)),
                ("until", models.PositiveSmallIntegerField(null=True)),
                ("count", models.PositiveSmallIntegerField(null=True)),
                ("round_no", models.PositiveSmallIntegerField(null=True)),
                ("line", models.PositiveIntegerField(null=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Content",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("place", models.CharField(blank=True, max_length=30)),
                ("text", models.TextField()),
                ("line", models.PositiveIntegerField(null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "chưa đối chiếu"),
                            ("taken", "giữ như cấp trên"),
                            ("adapted", "cụ thể hóa"),
                            ("added", "thêm so với cấp trên"),
                            ("dropped", "không đưa vào"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("marker", models.CharField(blank=True, max_length=12)),
                ("text", models.TextField()),
                ("subject", models.CharField(blank=True, max_length=300)),
                ("line", models.PositiveIntegerField(null=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Directive",
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
                            ("policy", "chủ trương"),
                            ("resolution", "nghị quyết"),
                            ("instruction", "chỉ thị"),
                            ("conclusion", "kết luận"),
                            ("dispatch", "công điện"),
                            ("notice", "thông báo"),
                            ("other", "văn bản chỉ đạo khác"),
                        ],
                        max_length=11,
                    ),
                ),
                ("body", models.CharField(max_length=300)),
                ("folded", models.CharField(db_collation="C", max_length=300)),
                ("entered_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("movement", "phong trào"),
                            ("campaign", "cuộc vận động"),
                            ("programme", "chương trình"),
                            ("project", "đề án"),
                            ("study_programme", "chương trình giáo dục"),
                            ("year_theme", "chủ đề năm học"),
                            ("groups", "nhóm, tổ"),
                            ("model", "mô hình"),
                            ("club", "câu lạc bộ"),
                            ("contest", "hội thi, cuộc thi"),
                            ("prize", "giải thưởng"),
                            ("", "không nêu loại"),
                        ],
                        max_length=15,
                    ),
                ),
                ("line", models.PositiveIntegerField(null=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.AddField(
            model_name="assignment",
            name="confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="assignment",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="duty",
            name="paper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duties",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="line",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="duty",
            name="movement",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="duties",
                to="movements.movement",
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
                    ("chosen", "những đơn vị được chọn"),
                ],
                max_length=6,
            ),
        ),
        migrations.AlterField(
            model_name="duty",
            name="what",
            field=models.CharField(
                choices=[
                    ("own_plan", "xây dựng kế hoạch"),
                    ("measures", "có biện pháp thực hiện"),
                    ("pledge", "đăng ký, ký giao ước"),
                    ("report", "báo cáo kết quả"),
                    ("directive", "thực hiện văn bản chỉ đạo"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="awardform",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="award_forms",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="awardform",
            name="node",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="documents.node"
            ),
        ),
        migrations.AddField(
            model_name="awardrules",
            name="entered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="awardrules",
            name="movement",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="award_rules",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="awardrules",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="commemoration",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commemorations",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="commemoration",
            name="node",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="documents.node"
            ),
        ),
        migrations.AddField(
            model_name="content",
            name="above",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.node"
            ),
        ),
        migrations.AddField(
            model_name="content",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="contents", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="content",
            name="node",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="documents.node"
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="criteria", to="movements.movement"
            ),
        ),
        migrations.AddField(
            model_name="criterion",
            name="node",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="documents.node"
            ),
        ),
        migrations.AddField(
            model_name="directive",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="directive",
            name="paper",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="directive", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="movement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="programmes",
                to="movements.movement",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="node",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="documents.node"
            ),
        ),
        migrations.AddField(
            model_name="movement",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.Func(
                        models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        django.db.models.functions.comparison.Coalesce(
                                            django.db.models.functions.comparison.Cast(
                                                "folded", models.TextField()
                                            ),
                                            models.Value(""),
                                            output_field=models.TextField(),
                                        ),
                                        arg_joiner=" || ' ' || ",
                                        output_field=models.TextField(),
                                        template="(%(expressions)s)",
                                    ),
                                    models.Value("[^a-z0-9]+"),
                                    models.Value(" "),
                                    models.Value("g"),
                                    function="regexp_replace",
                                ),
                                models.Value("([a-z0-9]{60})[a-z0-9]+"),
                                models.Value("\\1"),
                                models.Value("g"),
                                function="regexp_replace",
                            ),
                            function="btrim",
                        ),
                        models.Value(" "),
                        function="string_to_array",
                    ),
                    function="array_to_tsvector",
                    output_field=django.contrib.postgres.search.SearchVectorField(),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="movement",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="movement_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="assignment_confirmed_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("movement__isnull", False), ("paper", None)),
                    models.Q(("movement", None), ("paper__isnull", False)),
                    _connector="OR",
                ),
                name="duty_rests_on_a_movement_or_on_a_paper",
            ),
        ),
        migrations.AddConstraint(
            model_name="awardform",
            constraint=models.UniqueConstraint(
                fields=("movement", "order"), name="award_form_order_once_in_a_movement"
            ),
        ),
        migrations.AddConstraint(
            model_name="awardform",
            constraint=models.CheckConstraint(
                condition=models.Q(("form", ""), _negated=True), name="award_form_is_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="awardrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("written", ""), _negated=True), name="award_rules_name_their_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="awardrules",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("dossier", ""),
                        ("entered_at", None),
                        ("entered_by", None),
                        ("forms", ""),
                        ("procedure", ""),
                        ("standards", ""),
                    ),
                    models.Q(("entered_at__isnull", False), ("entered_by__isnull", False)),
                    _connector="OR",
                ),
                name="award_rules_entered_say_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="commemoration",
            constraint=models.UniqueConstraint(
                fields=("movement", "order"), name="commemoration_order_once_in_a_movement"
            ),
        ),
        migrations.AddConstraint(
            model_name="commemoration",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="commemoration_is_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="commemoration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("day", None), ("month", None)),
                    models.Q(("day__range", (1, 31)), ("month__range", (1, 12))),
                    _connector="OR",
                ),
                name="commemoration_day_comes_with_its_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="commemoration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since", None), ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="commemoration_years_stand_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="content",
            constraint=models.UniqueConstraint(
                fields=("movement", "order"), name="content_order_once_in_a_movement"
            ),
        ),
        migrations.AddConstraint(
            model_name="content",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__in", ["taken", "adapted", "dropped"]), _negated=True),
                    ("above__isnull", False),
                    _connector="OR",
                ),
                name="content_taken_from_above_names_its_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="content",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__in", ["adapted", "added", "dropped"]), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="content_that_differs_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("movement", "order"), name="criterion_order_once_in_a_movement"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="criterion_has_words"
            ),
        ),
        migrations.AddIndex(
            model_name="directive",
            index=models.Index(fields=["folded"], name="directive_by_body"),
        ),
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.CheckConstraint(
                condition=models.Q(("body", ""), _negated=True), name="directive_names_its_body"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(
                fields=("movement", "order"), name="programme_order_once_in_a_movement"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="programme_is_named"
            ),
        ),
    ]
