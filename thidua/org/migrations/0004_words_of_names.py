import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0003_reach_both_ways")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="given_first",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("folded"),
                    models.Value("^(.*) ([^ ]+)$"),
                    models.Value("\\2 \\1"),
                    function="regexp_replace",
                ),
                output_field=models.CharField(db_collation="C", max_length=200),
            ),
        ),
        migrations.AddField(
            model_name="person",
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
        migrations.AddField(
            model_name="unitalias",
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
        migrations.AddField(
            model_name="unitname",
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
            model_name="person",
            index=models.Index(fields=["given_first"], name="person_given_first"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="person_words"
            ),
        ),
        migrations.AddIndex(
            model_name="unitalias",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="unit_alias_words"
            ),
        ),
        migrations.AddIndex(
            model_name="unitname",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="unit_name_words"
            ),
        ),
    ]
