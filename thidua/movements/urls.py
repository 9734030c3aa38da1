"""Addresses of this room."""

from django.urls import path

from thidua.movements.views import plans, running

urlpatterns = [
    path("phong-trao/", running.movements, name="movements"),
    path("phong-trao/nhap/", plans.plan_import, name="plan_import"),
    path("phong-trao/nhap/<int:pk>/", plans.plan_reading, name="plan_reading"),
    path("phong-trao/van-ban/<int:pk>/", plans.plan_of_paper, name="plan_of_paper"),
    path("phong-trao/<int:pk>/", running.movement, name="movement"),
    path("phong-trao/<int:pk>/phan-chua-neu/", plans.gaps, name="gaps"),
    path("phong-trao/<int:pk>/viec/", plans.duties, name="duties"),
    path("phong-trao/<int:pk>/phat-dong/", plans.plan_issue, name="plan_issue"),
    path("phong-trao/<int:pk>/giao-uoc/", running.pledge, name="pledge"),
    path("phong-trao/<int:pk>/giao-uoc/danh-sach/", running.pledges, name="pledges"),
    path("phong-trao/<int:pk>/don-doc/", running.urge_signing, name="urge"),
    path("phong-trao/<int:pk>/bao-cao/mo/", running.reports_ask, name="reports_ask"),
    path("phong-trao/viec/<int:pk>/han/", plans.duty_due, name="duty_due"),
    path("phong-trao/viec/<int:pk>/bo/", plans.duty_remove, name="duty_remove"),
    path("phong-trao/viec-duoc-giao/<int:pk>/xong/", running.assignment_answer, name="assignment_answer"),
    path("phong-trao/nhiem-vu/<int:pk>/xong/", running.task_done, name="task_done"),
]
