"""Addresses of this room."""

from django.urls import path

from thidua.org.views import door

urlpatterns = [
    path("dang-nhap/", door.sign_in, name="account_login"),
    path("dang-xuat/", door.sign_out, name="account_logout"),
    path("mat-khau/", door.password_choose, name="password_choose"),
]
