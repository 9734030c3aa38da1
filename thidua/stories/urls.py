"""Addresses that need no account."""

from django.urls import path

from thidua.stories import views

urlpatterns = [
    path("kiem-tra/", views.certificate_check, name="certificate_check"),
    path("kiem-tra/<str:code>/", views.certificate, name="certificate"),
    path("vinh-danh/", views.honours_list, name="honours"),
]
