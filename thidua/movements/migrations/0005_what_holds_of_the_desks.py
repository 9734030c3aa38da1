"""What must hold of every row of the desks, once the older rows have what they lacked."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("movements", "0004_running_movements_have_launches_and_roots")]

    operations = [
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("done_at", None)),
                    _connector="OR",
                ),
                name="assignment_done_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("union_confirmed_at", None), ("union_confirmed_by", None)),
                    models.Q(("union_confirmed_at__isnull", False), ("union_confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="assignment_union_half_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handed_in_by__isnull", False), ("handed_in_on__isnull", False)),
                    models.Q(
                        ("handed_in_by", None),
                        ("handed_in_on", None),
                        models.Q(("state__in", ["handed_in", "returned"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="assignment_handed_in_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(
                        models.Q(("returned_reason", ""), _negated=True), ("returned_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="assignment_returned_says_why_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("late", True), ("late_days", 0), _connector="OR"),
                name="assignment_counts_late_days_when_late",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("merged_into", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="assignment_not_merged_into_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("movement", "above"), name="criterion_above_is_answered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("above", None), ("answer__in", ["", "added"])),
                    models.Q(("above__isnull", False), ("answer__in", ["taken", "adapted", "dropped"])),
                    _connector="OR",
                ),
                name="criterion_answering_names_what_it_answers",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__in", ["adapted", "dropped"]), _negated=True),
                    models.Q(("note", ""), _negated=True),
                    _connector="OR",
                ),
                name="criterion_that_differs_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mandatory", False), models.Q(("answer", "dropped"), _negated=True), _connector="OR"
                ),
                name="criterion_that_is_mandatory_is_not_dropped",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("most", None), ("most__gt", 0), _connector="OR"),
                    models.Q(
                        ("base", None),
                        ("most", None),
                        models.Q(("base__gte", 0), ("base__lte", models.F("most"))),
                        _connector="OR",
                    ),
                ),
                name="criterion_points_stand_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("under", models.F("id")), _negated=True),
                name="criterion_is_no_part_of_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(("sentence", ""), _negated=True), name="duty_rests_on_a_sentence"
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                    _connector="OR",
                ),
                name="duty_confirmed_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened_at", None), ("opened_by", None)),
                    models.Q(
                        ("opened_at__isnull", False),
                        ("opened_by__isnull", False),
                        ("owner__isnull", False),
                        models.Q(("base", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="programme_opened_says_who_when_for_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("owner_positions", []), ("unit__isnull", False), _connector="OR"),
                name="task_given_to_posts_names_their_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_launch", None), ("state", "draft")),
                    models.Q(models.Q(("state", "draft"), _negated=True), ("first_launch__isnull", False)),
                    _connector="OR",
                ),
                name="movement_active_has_a_launch",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("root", None), ("rooted", "")),
                    models.Q(("root__isnull", False), models.Q(("rooted", ""), _negated=True)),
                    _connector="OR",
                ),
                name="movement_root_says_why_it_is_the_root",
            ),
        ),
        migrations.AddConstraint(
            model_name="movement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("rooted", "decided"), _negated=True),
                        ("rooted_at", None),
                        ("rooted_by", None),
                        ("rooted_reason", ""),
                    ),
                    models.Q(
                        ("rooted", "decided"),
                        ("rooted_at__isnull", False),
                        ("rooted_by__isnull", False),
                        models.Q(("rooted_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="movement_root_decided_says_who_when_and_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person", None)),
                fields=("movement", "unit"),
                name="pledge_of_a_body_once_in_a_movement",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paper_list", None), ("way", "self")),
                    models.Q(("paper_list__isnull", False), ("person__isnull", False), ("way", "list")),
                    _connector="OR",
                ),
                name="pledge_entered_by_the_unit_names_its_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("confirmed_at", None), ("way", "list"), _connector="OR"),
                name="pledge_confirmed_was_entered_by_the_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(("person__isnull", False), ("signed_by__isnull", False), _connector="OR"),
                name="pledge_of_a_body_says_who_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("change_result", ""), ("change_told_at", None)),
                    models.Q(
                        models.Q(("change", ""), _negated=True),
                        models.Q(("change_result", ""), _negated=True),
                        ("change_told_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="pledge_change_told_was_promised",
            ),
        ),
        migrations.AddConstraint(
            model_name="adaptation",
            constraint=models.UniqueConstraint(
                fields=("movement", "unit", "kind", "version"), name="adaptation_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="adaptation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="adaptation_gives_its_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="adaptation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), ("file__isnull", False), _connector="OR"
                ),
                name="adaptation_has_words_or_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="adaptation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("during__startswith__isnull", False),
                    models.Q(
                        ("during__endswith", None),
                        ("during__endswith__gt", models.F("during__startswith")),
                        _connector="OR",
                    ),
                ),
                name="adaptation_says_from_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.UniqueConstraint(
                fields=("movement", "meeting", "held_on"), name="adoption_once_for_a_meeting"
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "present__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("in_favour"), "+", models.F("against")
                        ),
                    )
                ),
                name="adoption_counts_nobody_twice",
            ),
        ),
        migrations.AddConstraint(
            model_name="adoption",
            constraint=models.CheckConstraint(
                condition=models.Q(("meeting", ""), _negated=True), name="adoption_meeting_is_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=models.UniqueConstraint(fields=("owner", "name"), name="cluster_name_once_in_a_unit"),
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), models.Q(("source", ""), _negated=True)
                ),
                name="cluster_names_itself_and_its_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="cluster",
            constraint=models.CheckConstraint(
                condition=models.Q(("full", None), ("full__gt", 0), _connector="OR"),
                name="cluster_full_mark_is_a_mark",
            ),
        ),
        migrations.AddConstraint(
            model_name="clustermember",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False)), name="cluster_membership_lasts_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="clustermember",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("cluster_id"),
                            models.F("cluster_id"),
                            models.Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("unit_id"), models.F("unit_id"), models.Value("[]"), function="int8range"
                        ),
                        "&&",
                    ),
                    ("during", "&&"),
                ],
                name="cluster_member_stands_in_it_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="clusteryear",
            constraint=models.UniqueConstraint(
                fields=("cluster", "school_year"), name="cluster_year_is_opened_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="clusteryear",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at", None), ("closed_by", None)),
                    models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                    _connector="OR",
                ),
                name="cluster_year_closed_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="clustervote",
            constraint=models.UniqueConstraint(
                fields=("year", "voter", "about"), name="cluster_vote_is_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="clustervote",
            constraint=models.CheckConstraint(
                condition=models.Q(("voter", models.F("about")), _negated=True),
                name="cluster_vote_is_about_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="clustervote",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__gte", 0)), name="cluster_vote_is_not_below_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="countersignature",
            constraint=models.UniqueConstraint(
                fields=("pledge", "side"), name="countersignature_once_for_a_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False)), name="exemption_lasts_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis", ""), _negated=True), name="exemption_names_its_basis"
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("person__isnull", False)),
                expressions=[
                    (
                        models.Func(
                            models.F("person_id"),
                            models.F("person_id"),
                            models.Value("[]"),
                            function="int8range",
                        ),
                        "&&",
                    ),
                    ("during", "&&"),
                ],
                name="exemption_of_a_person_is_recorded_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("person", None)),
                expressions=[
                    (
                        models.Func(
                            models.F("unit_id"), models.F("unit_id"), models.Value("[]"), function="int8range"
                        ),
                        "&&",
                    ),
                    ("during", "&&"),
                ],
                name="exemption_of_a_unit_is_recorded_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="launch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form", "ceremony"), _negated=True),
                    models.Q(("place", ""), _negated=True),
                    _connector="OR",
                ),
                name="launch_ceremony_names_its_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="linklimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__range", (1, 100))), name="link_limit_is_a_share"
            ),
        ),
        migrations.AddConstraint(
            model_name="motto",
            constraint=models.UniqueConstraint(
                fields=("movement", "order"), name="motto_order_once_in_a_movement"
            ),
        ),
        migrations.AddConstraint(
            model_name="motto",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="motto_has_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.UniqueConstraint(
                fields=("movement", "name"), name="partner_named_once_in_a_movement"
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), models.Q(("role", ""), _negated=True)
                ),
                name="partner_has_a_name_and_a_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="activity_is_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("day", None), ("weekday__range", (0, 6))),
                    models.Q(("day__isnull", False), ("weekday", None)),
                    _connector="OR",
                ),
                name="activity_recurs_or_has_one_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedactivity",
            constraint=models.CheckConstraint(
                condition=models.Q(("outside_rounds", False), ("round", None), _connector="OR"),
                name="activity_outside_the_rounds_has_no_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.UniqueConstraint(
                fields=("activity", "unit", "day"), name="occasion_once_a_day_in_a_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "struck"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="occasion_struck_out_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="pledgedenial",
            constraint=models.UniqueConstraint(
                fields=("movement", "person"), name="denial_once_in_a_movement"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeregistration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person", None)),
                fields=("programme", "unit", "school_year"),
                name="registration_once_a_year_for_a_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeregistration",
            constraint=models.UniqueConstraint(
                condition=models.Q(("person__isnull", False)),
                fields=("programme", "person", "school_year"),
                name="registration_once_a_year_for_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmeregistration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("result", ""), ("result_at", None), ("result_by", None)),
                    models.Q(
                        models.Q(("result", ""), _negated=True),
                        ("result_at__isnull", False),
                        ("result_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="registration_result_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="requisition",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False)), name="requisition_lasts_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="requisition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("body", ""), _negated=True),
                    models.Q(
                        models.Q(("number", ""), _negated=True),
                        models.Q(("team", ""), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="requisition_names_its_order_or_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="requisition",
            constraint=models.UniqueConstraint(
                fields=("person", "body", "number", "team", "during"), name="requisition_is_recorded_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scale",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("full", None), ("kind", "levels")),
                    models.Q(("full__gt", 0), ("full__isnull", False), ("kind", "points")),
                    _connector="OR",
                ),
                name="scale_of_points_has_a_full_mark",
            ),
        ),
        migrations.AddConstraint(
            model_name="scale",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="scale_names_its_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="scale",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("activated_at", None), ("activated_by", None)),
                    models.Q(("activated_at__isnull", False), ("activated_by__isnull", False)),
                    _connector="OR",
                ),
                name="scale_activated_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.UniqueConstraint(
                fields=("criterion", "unit", "person", "round"),
                name="score_once_for_a_subject_and_round",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("self_at", None),
                        ("self_by", None),
                        ("self_reason", ""),
                        ("self_state", ""),
                        ("self_figure", None),
                    ),
                    models.Q(
                        ("self_state", "scored"),
                        ("self_figure__gte", 0),
                        ("self_figure__isnull", False),
                        ("self_at__isnull", False),
                        ("self_by__isnull", False),
                    ),
                    models.Q(
                        ("self_state", "not_applicable"),
                        ("self_figure", None),
                        ("self_at__isnull", False),
                        ("self_by__isnull", False),
                        models.Q(("self_reason", ""), _negated=True),
                    ),
                    models.Q(
                        ("self_state", "exempted"),
                        ("self_figure", None),
                        ("self_at__isnull", False),
                        ("self_by__isnull", False),
                        ("exemption__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="score_self_is_one_of_four_answers",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("appraised_at", None),
                        ("appraised_by", None),
                        ("appraised_reason", ""),
                        ("appraised_state", ""),
                        ("appraised_figure", None),
                    ),
                    models.Q(
                        ("appraised_state", "scored"),
                        ("appraised_figure__gte", 0),
                        ("appraised_figure__isnull", False),
                        ("appraised_at__isnull", False),
                        ("appraised_by__isnull", False),
                    ),
                    models.Q(
                        ("appraised_state", "not_applicable"),
                        ("appraised_figure", None),
                        ("appraised_at__isnull", False),
                        ("appraised_by__isnull", False),
                        models.Q(("appraised_reason", ""), _negated=True),
                    ),
                    models.Q(
                        ("appraised_state", "exempted"),
                        ("appraised_figure", None),
                        ("appraised_at__isnull", False),
                        ("appraised_by__isnull", False),
                        ("exemption__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="score_appraised_is_one_of_four_answers",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("final_at", None),
                        ("final_by", None),
                        ("final_reason", ""),
                        ("final_state", ""),
                        ("final_figure", None),
                    ),
                    models.Q(
                        ("final_state", "scored"),
                        ("final_figure__gte", 0),
                        ("final_figure__isnull", False),
                        ("final_at__isnull", False),
                        ("final_by__isnull", False),
                    ),
                    models.Q(
                        ("final_state", "not_applicable"),
                        ("final_figure", None),
                        ("final_at__isnull", False),
                        ("final_by__isnull", False),
                        models.Q(("final_reason", ""), _negated=True),
                    ),
                    models.Q(
                        ("final_state", "exempted"),
                        ("final_figure", None),
                        ("final_at__isnull", False),
                        ("final_by__isnull", False),
                        ("exemption__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="score_final_is_one_of_four_answers",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("appraised_state", "scored"), ("self_state", "scored"), _negated=True),
                    ("appraised_figure", models.F("self_figure")),
                    ("appraised_figure", None),
                    models.Q(("appraised_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="score_appraised_unlike_self_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("appraised_state", "scored"), ("final_state", "scored"), _negated=True),
                    ("final_figure", models.F("appraised_figure")),
                    ("final_figure", None),
                    models.Q(("final_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="score_final_unlike_appraised_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("final_state", ""), models.Q(("appraised_state", ""), _negated=True), _connector="OR"
                ),
                name="score_final_follows_an_appraisal",
            ),
        ),
        migrations.AddConstraint(
            model_name="score",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("self_by", None),
                    ("appraised_by", None),
                    models.Q(("self_by", models.F("appraised_by")), _negated=True),
                    _connector="OR",
                ),
                name="score_is_not_appraised_by_who_scored_themself",
            ),
        ),
        migrations.AddConstraint(
            model_name="scorechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="score_change_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskpart",
            constraint=models.UniqueConstraint(
                fields=("task", "order"), name="task_part_order_once_in_a_task"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskpart",
            constraint=models.CheckConstraint(
                condition=models.Q(("written", ""), _negated=True), name="task_part_names_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at", None), ("done_by", None), ("state", "open")),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False), ("state", "done")),
                    _connector="OR",
                ),
                name="task_part_done_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearreview",
            constraint=models.UniqueConstraint(fields=("movement", "year"), name="year_review_once_a_year"),
        ),
        migrations.AddConstraint(
            model_name="yearreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="year_review_says_something"
            ),
        ),
    ]
