import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("commendation", "0001_tables"),
        ("documents", "0002_issuers_books_evidence"),
        ("movements", "0002_drafts_and_directives"),
        ("org", "0004_words_of_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="award",
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
                                                            "award_name", models.TextField()
                                                        ),
                                                        models.Value(""),
                                                        output_field=models.TextField(),
                                                    ),
                                                    django.db.models.functions.comparison.Coalesce(
                                                        django.db.models.functions.comparison.Cast(
                                                            "recipient", models.TextField()
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
            model_name="award",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="award_words"
            ),
        ),
    ]
