import django.db.models.functions.text
import django.db.models.functions.comparison
import django.contrib.postgres.search
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_tables"),
        ("org", "0003_reach_both_ways"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="evidence",
            name="evidence_holds_something",
        ),
        migrations.RemoveConstraint(
            model_name="paper",
            name="paper_draft_is_not_issued_yet",
        ),
        migrations.CreateModel(
            name="Composition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("skeleton", models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("where", models.CharField(max_length=80)),
                ("was", models.TextField(blank=True)),
                ("now", models.TextField(blank=True)),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="DigitalSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("person", "người ký văn bản"), ("body", "cơ quan ban hành")], max_length=6
                    ),
                ),
                ("holder", models.CharField(max_length=300)),
                ("organisation", models.CharField(blank=True, max_length=300)),
                ("serial", models.CharField(max_length=80)),
                ("issuer", models.CharField(blank=True, max_length=300)),
                ("differs_because", models.CharField(blank=True, max_length=300)),
                ("signed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="NumberGap",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Omission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PaperCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("SY", "Sao y"), ("SL", "Sao lục"), ("TrS", "Trích sao")], max_length=3
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("symbol", models.CharField(max_length=60)),
                ("day", models.DateField()),
                ("place", models.CharField(max_length=100)),
                ("part", models.TextField(blank=True)),
                ("sent_to", models.CharField(max_length=300)),
                ("sheets", models.PositiveIntegerField(default=1)),
                (
                    "authority",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "người đứng đầu ký"),
                            ("TM.", "thay mặt tập thể"),
                            ("KT.", "ký thay"),
                            ("TL.", "thừa lệnh"),
                            ("TUQ.", "thừa ủy quyền"),
                            ("Q.", "quyền"),
                        ],
                        max_length=4,
                    ),
                ),
                ("lines", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PaperIssuer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("archive", models.CharField(blank=True, max_length=100)),
                ("one_signer_confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["order"],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("written", models.CharField(max_length=100)),
                ("folded", models.CharField(db_collation="C", max_length=100)),
                ("means", models.TextField(blank=True)),
                (
                    "variants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), default=list, size=None
                    ),
                ),
                ("stated", models.BooleanField()),
                ("source", models.CharField(blank=True, max_length=300)),
                ("line", models.PositiveIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["folded", "id"],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
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
                            ("prepared", "đã đóng gói"),
                            ("handed", "đã chuyển"),
                            ("received", "đã tiếp nhận"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                ("handed_to", models.CharField(blank=True, max_length=200)),
                ("handed_at", models.DateTimeField(null=True)),
                ("received_code", models.CharField(blank=True, max_length=100)),
                ("received_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddField(
            model_name="citation",
            name="linked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="about_label",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="evidence",
            name="data_class",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "thông thường"),
                    ("health", "sức khỏe"),
                    ("hardship", "hoàn cảnh khó khăn"),
                    ("relatives", "thân nhân"),
                    ("incidents", "sự việc an ninh, an toàn"),
                    ("personal", "ngày sinh, dân tộc"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="file_name",
            field=models.CharField(blank=True, default="", max_length=255),
        ),
        migrations.AddField(
            model_name="evidence",
            name="record_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="evidence",
            name="record_kind",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AddField(
            model_name="evidence",
            name="record_label",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.AddField(
            model_name="file",
            name="bands",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.IntegerField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="file",
            name="dhash",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="file",
            name="height",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="file",
            name="pages",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="file",
            name="phash",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="file",
            name="scan",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "chưa quét vi-rút"),
                    ("clean", "đã quét, không thấy vi-rút"),
                    ("infected", "có vi-rút"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="file",
            name="scan_found",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="file",
            name="scanned_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="file",
            name="shown",
            field=models.FileField(blank=True, max_length=200, upload_to=""),
        ),
        migrations.AddField(
            model_name="file",
            name="warnings",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="file",
            name="width",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="file",
            name="words",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="node",
            name="inherited_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="carried_out_in",
                to="documents.node",
            ),
        ),
        migrations.AddField(
            model_name="node",
            name="local_note",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="paper",
            name="arrival",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="paper",
            name="book",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="documents.numberbook",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="in_force_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="paper",
            name="in_force_until",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="paper",
            name="kind_written",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="paper",
            name="parent",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="carried_out_by",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="plan_waived",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="paper",
            name="replaces",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replacements",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="superseded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="supersedes",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="withdrawal_reason",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="paper",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="paper",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="withdrawn_under",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="withdraws",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="union_half",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="head_half",
                to="documents.receipt",
            ),
        ),
        migrations.AddField(
            model_name="recipient",
            name="role_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="receipt",
            name="reminded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="recipient",
            name="joined",
            field=models.CharField(blank=True, max_length=3),
        ),
        migrations.AddField(
            model_name="recipient",
            name="role_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="recipient",
            name="with_union",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="paper",
            name="kind",
            field=models.CharField(
                choices=[
                    ("KH", "Kế hoạch"),
                    ("QĐ", "Quyết định"),
                    ("TTr", "Tờ trình"),
                    ("BB", "Biên bản"),
                    ("BC", "Báo cáo"),
                    ("CT", "Chỉ thị"),
                    ("NQ", "Nghị quyết"),
                    ("HD", "Hướng dẫn"),
                    ("TB", "Thông báo"),
                    ("CV", "Công văn"),
                    ("QC", "Quy chế"),
                    ("QyĐ", "Quy định"),
                    ("TC", "Thông cáo"),
                    ("CTr", "Chương trình"),
                    ("PA", "Phương án"),
                    ("ĐA", "Đề án"),
                    ("DA", "Dự án"),
                    ("HĐ", "Hợp đồng"),
                    ("CĐ", "Công điện"),
                    ("BGN", "Bản ghi nhớ"),
                    ("BTT", "Bản thỏa thuận"),
                    ("GUQ", "Giấy ủy quyền"),
                    ("GM", "Giấy mời"),
                    ("GGT", "Giấy giới thiệu"),
                    ("GNP", "Giấy nghỉ phép"),
                    ("PG", "Phiếu gửi"),
                    ("PC", "Phiếu chuyển"),
                    ("PB", "Phiếu báo"),
                    ("TgC", "Thư công"),
                    ("SY", "Bản sao y"),
                    ("TrS", "Bản trích sao"),
                    ("SL", "Bản sao lục"),
                    ("L", "Luật"),
                    ("NĐ", "Nghị định"),
                    ("TTLT", "Thông tư liên tịch"),
                    ("TT", "Thông tư"),
                    ("KL", "Kết luận"),
                    ("LKG", "Lời kêu gọi"),
                    ("KHAC", "Văn bản khác"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="paper",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "dự thảo"),
                    ("pending", "chờ ký"),
                    ("signed", "đã ký"),
                    ("issued", "đã ban hành"),
                    ("received", "văn bản đến"),
                    ("withdrawn", "đã thu hồi"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="recipient",
            name="reaches",
            field=models.CharField(
                choices=[
                    ("unit", "một đơn vị"),
                    ("leaders", "lãnh đạo đơn vị"),
                    ("teams", "các tổ, phòng, bộ phận bên trong"),
                    ("attached", "các đơn vị trực thuộc"),
                    ("within_attached", "các đơn vị thuộc và trực thuộc"),
                    ("schools", "các trường trực thuộc"),
                    ("offices", "các Phòng GDĐT"),
                    ("unions", "công đoàn cơ sở của các đơn vị trực thuộc"),
                    ("classes", "các lớp"),
                    ("staff", "toàn thể cán bộ, giáo viên, nhân viên"),
                    ("text", "chỉ in trên văn bản"),
                ],
                default="text",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="composition",
            name="paper",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="composition", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="digitalsignature",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.file"
            ),
        ),
        migrations.AddField(
            model_name="digitalsignature",
            name="for_unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="digitalsignature",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="digital_signatures",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="digitalsignature",
            name="signed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="numbergap",
            name="book",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="gaps", to="documents.numberbook"
            ),
        ),
        migrations.AddField(
            model_name="numbergap",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="omission",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="omission",
            name="node",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="omitted_in", to="documents.node"
            ),
        ),
        migrations.AddField(
            model_name="omission",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="omissions", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="papercopy",
            name="book",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="documents.numberbook"
            ),
        ),
        migrations.AddField(
            model_name="papercopy",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="papercopy",
            name="made_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="documents.papercopy",
            ),
        ),
        migrations.AddField(
            model_name="papercopy",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.person"
            ),
        ),
        migrations.AddField(
            model_name="papercopy",
            name="source",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="papercopy",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="paperissuer",
            name="one_signer_confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="paperissuer",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="issuers", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="paperissuer",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="org.unit"
            ),
        ),
        migrations.AddField(
            model_name="term",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="term",
            name="paper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="terms",
                to="documents.paper",
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="documents.file"
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="handed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="paper",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="documents.paper"
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="prepared_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="transfer",
            name="received_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="words",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.Func(
                        models.Func(
                            models.Func(
                                models.Func(
                                    models.Func(
                                        django.db.models.functions.text.Lower(
                                            models.Func(
                                                models.Func(
                                                    django.db.models.functions.comparison.Coalesce(
                                                        django.db.models.functions.comparison.Cast(
                                                            "number", models.TextField()
                                                        ),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        django.db.models.functions.comparison.Cast(
                                                            "symbol", models.TextField()
                                                        ),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        django.db.models.functions.comparison.Cast(
                                                            "kind_written", models.TextField()
                                                        ),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        django.db.models.functions.comparison.Cast(
                                                            "subject", models.TextField()
                                                        ),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        django.db.models.functions.comparison.Cast(
                                                            "issuer_written", models.TextField()
                                                        ),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    arg_joiner=" || ' ' || ",
                                                    output_field=models.TextField(),
                                                    template="(%(expressions)s)",
                                                ),
                                                output_field=models.TextField(),
                                                template="normalize(%(expressions)s, NFC)",
                                            )
                                        ),
                                        models.Value(
                                            "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ"
                                        ),
                                        models.Value(
                                            "aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyydaaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd"
                                        ),
                                        function="translate",
                                        output_field=models.TextField(),
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
            model_name="evidence",
            index=models.Index(
                condition=models.Q(("state", "draft")), fields=["state", "unit"], name="evidence_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="file",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["bands"], name="file_bands"
            ),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="paper_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(("linked_by", None), ("target__isnull", False), _connector="OR"),
                name="citation_linked_by_hand_has_a_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("file__isnull", False),
                    models.Q(("link", ""), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    ("record_id__isnull", False),
                    _connector="OR",
                ),
                name="evidence_holds_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("record_id", None), ("record_kind", ""), ("record_label", "")),
                    models.Q(
                        ("record_id__isnull", False),
                        models.Q(("record_kind", ""), _negated=True),
                        models.Q(("record_label", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="evidence_record_is_named_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("record_id", None),
                    models.Q(("record_kind", models.F("about_kind")), _negated=True),
                    models.Q(("record_id", models.F("about_id")), _negated=True),
                    _connector="OR",
                ),
                name="evidence_does_not_prove_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                condition=models.Q(("file__isnull", False), models.Q(("state", "rejected"), _negated=True)),
                fields=("about_kind", "about_id", "file"),
                name="evidence_file_is_offered_once_for_a_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="file",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("scan", ""), ("scan_found", ""), ("scanned_at", None)),
                    models.Q(("scan", "clean"), ("scan_found", ""), ("scanned_at__isnull", False)),
                    models.Q(
                        ("scan", "infected"),
                        ("scanned_at__isnull", False),
                        models.Q(("scan_found", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="file_scan_says_when_and_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["draft", "pending", "signed"]), _negated=True),
                    models.Q(("issued_at", None), ("issued_by", None)),
                    _connector="OR",
                ),
                name="paper_draft_is_not_issued_yet",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        ("withdrawal_reason", ""),
                        ("withdrawn_at", None),
                        ("withdrawn_by", None),
                        ("withdrawn_under", None),
                    ),
                    models.Q(
                        ("state", "withdrawn"),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_under__isnull", False),
                        models.Q(("withdrawal_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="paper_withdrawn_says_who_when_why_and_under_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("replaces", None),
                        models.Q(("replaces", models.F("id")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("withdrawn_under", None),
                        models.Q(("withdrawn_under", models.F("id")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="paper_is_neither_replaced_nor_withdrawn_by_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("replaces",),
                name="paper_is_replaced_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                models.F("owner"),
                django.db.models.functions.datetime.ExtractYear("received_on"),
                models.F("arrival"),
                condition=models.Q(("arrival__isnull", False)),
                name="paper_arrival_number_once_a_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("pk")), _negated=True),
                name="paper_is_not_its_own_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(("superseded_by", models.F("pk")), _negated=True),
                name="paper_does_not_supersede_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_force_from", None),
                    ("in_force_until", None),
                    ("in_force_until__gt", models.F("in_force_from")),
                    _connector="OR",
                ),
                name="paper_in_force_lasts_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("superseded_by", None), ("in_force_until__isnull", False), _connector="OR"
                ),
                name="paper_superseded_ends_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(("union_half", None), ("unit__isnull", False), _connector="OR"),
                name="receipt_pair_is_of_units",
            ),
        ),
        migrations.AddConstraint(
            model_name="receipt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("union_half", None),
                    models.Q(("union_half", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="receipt_is_not_its_own_half",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role_at", None), ("role_by", None)),
                    models.Q(
                        ("role_at__isnull", False),
                        ("role_by__isnull", False),
                        models.Q(("role", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="recipient_role_confirmed_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.CheckConstraint(
                condition=models.Q(("joined", ""), ("order__gt", 1), _connector="OR"),
                name="recipient_joined_follows_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="composition",
            constraint=models.CheckConstraint(
                condition=models.Q(("skeleton", ""), _negated=True), name="composition_names_its_skeleton"
            ),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["paper", "where"], name="correction_of_paper"),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="correction_gives_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("where", ""), _negated=True), name="correction_says_where"
            ),
        ),
        migrations.AddConstraint(
            model_name="digitalsignature",
            constraint=models.UniqueConstraint(
                fields=("paper", "role", "for_unit"), name="seal_once_by_each_person_and_body"
            ),
        ),
        migrations.AddConstraint(
            model_name="digitalsignature",
            constraint=models.UniqueConstraint(
                fields=("paper", "issuer", "serial"), name="seal_once_with_a_certificate"
            ),
        ),
        migrations.AddConstraint(
            model_name="digitalsignature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("holder", ""), _negated=True), models.Q(("serial", ""), _negated=True)
                ),
                name="seal_names_its_certificate",
            ),
        ),
        migrations.AddConstraint(
            model_name="numbergap",
            constraint=models.UniqueConstraint(
                fields=("book", "number"), name="number_gap_is_explained_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="numbergap",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="number_gap_gives_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="omission",
            constraint=models.UniqueConstraint(fields=("paper", "node"), name="omission_once_for_a_content"),
        ),
        migrations.AddConstraint(
            model_name="omission",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="omission_gives_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="papercopy",
            constraint=models.UniqueConstraint(fields=("book", "number"), name="copy_number_once_in_a_book"),
        ),
        migrations.AddConstraint(
            model_name="papercopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "TrS"), _negated=True),
                    models.Q(("part", ""), _negated=True),
                    _connector="OR",
                ),
                name="copy_of_a_part_says_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="papercopy",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("how", "SL"), ("made_from__isnull", False)),
                    models.Q(models.Q(("how", "SL"), _negated=True), ("made_from", None)),
                    _connector="OR",
                ),
                name="copy_again_is_made_from_a_copy",
            ),
        ),
        migrations.AddConstraint(
            model_name="papercopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("lines", []), _negated=True), name="copy_prints_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="papercopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("sheets__gte", 1)), name="copy_is_made_at_least_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="paperissuer",
            constraint=models.UniqueConstraint(fields=("paper", "unit"), name="issuer_once_in_a_paper"),
        ),
        migrations.AddConstraint(
            model_name="paperissuer",
            constraint=models.UniqueConstraint(
                fields=("paper", "order"), name="issuer_order_once_in_a_paper"
            ),
        ),
        migrations.AddConstraint(
            model_name="paperissuer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("one_signer_confirmed_at", None), ("one_signer_confirmed_by", None)),
                    models.Q(
                        ("one_signer_confirmed_at__isnull", False),
                        ("one_signer_confirmed_by__isnull", False),
                        ("order", 1),
                    ),
                    _connector="OR",
                ),
                name="issuer_one_signer_confirmed_says_who_and_when",
            ),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(fields=["folded"], name="term_by_wording"),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.UniqueConstraint(
                fields=("paper", "folded"), name="term_once_in_a_paper", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="term_confirmed_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("stated", False)),
                    models.Q(("means", ""), _negated=True),
                    _connector="OR",
                ),
                name="term_that_is_known_has_a_meaning",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stated", False), ("paper", None), ("line__isnull", False), _connector="OR"
                ),
                name="term_stated_in_a_paper_names_its_line",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("handed_at", None), ("handed_by", None), ("handed_to", ""), ("state", "prepared")
                    ),
                    models.Q(
                        ("handed_at__isnull", False),
                        ("handed_by__isnull", False),
                        ("state__in", ["handed", "received"]),
                        models.Q(("handed_to", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="transfer_handed_says_to_whom_by_whom_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "received"), _negated=True),
                        ("received_at", None),
                        ("received_by", None),
                        ("received_code", ""),
                    ),
                    models.Q(
                        ("received_at__isnull", False),
                        ("received_by__isnull", False),
                        ("state", "received"),
                        models.Q(("received_code", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="transfer_received_gives_its_code",
            ),
        ),
    ]
