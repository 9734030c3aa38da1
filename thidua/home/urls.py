"""Addresses of the desk and what belongs to everyone."""

from django.urls import path

from thidua.home import views

urlpatterns = [
    path("", views.desk, name="desk"),
    path("thong-bao/", views.notices, name="notices"),
    path("thong-bao/da-doc/", views.notices_read, name="notices_read"),
    path("nhat-ky/", views.trail, name="trail"),
    path("tra-cuu/", views.search_page, name="search"),
    path("tra-cuu/go-den-dau/", views.search_begun, name="search_begun"),
    path("don-vi/<int:pk>/viec/", views.unit_work, name="unit_work"),
    path("giao-dien/", views.components, name="components"),
]
