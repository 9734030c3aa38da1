"""Addresses of this room."""

from django.urls import path

from thidua.movements.views import (
    asking,
    assignments,
    directives,
    drafts,
    duties,
    plans,
    pledges,
    register,
    tasks,
)

urlpatterns = [
    path("phong-trao/", register.movements, name="movements"),
    path("phong-trao/nhap/", plans.plan_import, name="plan_import"),
    path("phong-trao/nhap/<int:pk>/", plans.plan_reading, name="plan_reading"),
    path("phong-trao/van-ban/<int:pk>/", plans.plan_of_paper, name="plan_of_paper"),
    path("phong-trao/<int:pk>/", register.movement, name="movement"),
    path("phong-trao/<int:pk>/phan-chua-neu/", plans.gaps, name="gaps"),
    path("phong-trao/<int:pk>/viec/", duties.duties, name="duties"),
    path("phong-trao/<int:pk>/phat-dong/", plans.plan_issue, name="plan_issue"),
    path("phong-trao/<int:pk>/giao-uoc/", pledges.pledge, name="pledge"),
    path("phong-trao/<int:pk>/giao-uoc/danh-sach/", pledges.pledges, name="pledges"),
    path("phong-trao/<int:pk>/don-doc/", pledges.urge_signing, name="urge"),
    path("phong-trao/<int:pk>/bao-cao/mo/", asking.reports_ask, name="reports_ask"),
    path("phong-trao/viec/<int:pk>/han/", duties.duty_due, name="duty_due"),
    path("phong-trao/viec/<int:pk>/bo/", duties.duty_remove, name="duty_remove"),
    path("phong-trao/viec-duoc-giao/<int:pk>/xong/", assignments.assignment_answer, name="assignment_answer"),
    path("phong-trao/nhiem-vu/<int:pk>/xong/", tasks.task_done, name="task_done"),
    path("phong-trao/<int:pk>/du-thao/", drafts.drafts, name="drafts"),
    path("phong-trao/<int:pk>/du-thao/<str:what>/moi/", drafts.part_new, name="part_new"),
    path("phong-trao/du-thao/<str:what>/<int:pk>/", drafts.part_edit, name="part_edit"),
    path("phong-trao/du-thao/<str:what>/<int:pk>/bo/", drafts.part_remove, name="part_remove"),
    path("phong-trao/<int:pk>/quy-dinh-khen-thuong/", drafts.award_rules, name="award_rules"),
    path("phong-trao/noi-dung/<int:pk>/", drafts.content_answer, name="content_answer"),
    path("phong-trao/<int:pk>/noi-dung/khong-dua-vao/", drafts.content_drop, name="content_drop"),
    path("phong-trao/dang-dien-ra/<int:pk>/", drafts.movement_standing, name="movement_standing"),
    path("phong-trao/chi-dao/", directives.directives, name="directives"),
    path("phong-trao/chi-dao/<int:pk>/", directives.directive, name="directive"),
    path("phong-trao/chi-dao/<int:pk>/vao-so/", directives.directive_enter, name="directive_enter"),
    path("phong-trao/chi-dao/viec/<int:pk>/nhan/", directives.work_confirm, name="work_confirm"),
    path("phong-trao/chi-dao/viec/<int:pk>/xong/", directives.work_done, name="work_done"),
]
