import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0002_sheets_in_and_folded_names"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reach",
            name="ancestor",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="below",
                to="org.unit",
            ),
        ),
        migrations.AlterField(
            model_name="reach",
            name="descendant",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="above",
                to="org.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="reach",
            index=models.Index(fields=["descendant", "ancestor"], name="reach_upwards"),
        ),
    ]
