"""Posts and people are searched from their indexes alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0004_words_of_names"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="post",
            name="post_of_person",
        ),
        migrations.AlterField(
            model_name="post",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="org.person",
            ),
        ),
        migrations.AlterField(
            model_name="post",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="org.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["id"], include=("folded", "given_first"), name="person_names"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["unit", "person"], name="post_unit_person"),
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["person", "unit"], name="post_person_unit"),
        ),
    ]
