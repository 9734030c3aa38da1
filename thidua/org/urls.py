"""Addresses of this room."""

from django.urls import path

from thidua.org.views import accounts, changes, door, imports, people, units

urlpatterns = [
    path("dang-nhap/", door.sign_in, name="account_login"),
    path("dang-xuat/", door.sign_out, name="account_logout"),
    path("mat-khau/", door.password_choose, name="password_choose"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/<int:pk>/", units.unit, name="unit"),
    path("don-vi/<int:pk>/nhan-su/", units.staff, name="staff"),
    path("don-vi/<int:pk>/nhan-su/them/", people.person_new, name="person_new"),
    path("don-vi/<int:pk>/lap/", changes.unit_new, name="unit_new"),
    path("don-vi/<int:pk>/doi-ten/", changes.unit_rename, name="unit_rename"),
    path("don-vi/<int:pk>/dia-ban/", changes.unit_area, name="unit_area"),
    path("don-vi/<int:pk>/chuyen/", changes.unit_move, name="unit_move"),
    path("don-vi/<int:pk>/sap-nhap/", changes.unit_merge, name="unit_merge"),
    path("don-vi/<int:pk>/ket-thuc/", changes.unit_end, name="unit_end"),
    path("don-vi/<int:pk>/tai-khoan/", accounts.accounts, name="accounts"),
    path("don-vi/<int:pk>/tai-khoan/in/", accounts.accounts_print, name="accounts_print"),
    path("nguoi/<int:pk>/", people.person, name="person"),
    path("nguoi/<int:pk>/giao-viec/", people.post_new, name="post_new"),
    path("nguoi/<int:pk>/cap-lai-ma/", accounts.account_reset, name="account_reset"),
    path("chuc-vu/<int:pk>/thoi/", people.post_end, name="post_end"),
    path("chuc-vu/<int:pk>/giao-ky/", people.delegation_new, name="delegation_new"),
    path("don-vi/nhap/", imports.unit_import, name="unit_import"),
    path("nhan-su/nhap/", imports.staff_import, name="staff_import"),
    path("don-vi/nhap/mau/", imports.unit_sample, name="unit_sample"),
    path("nhan-su/nhap/mau/", imports.staff_sample, name="staff_sample"),
    path("nhap/<int:pk>/", imports.import_run, name="import_run"),
    path("nhap/<int:pk>/xac-nhan/", imports.import_confirm, name="import_confirm"),
    path("nhap/<int:pk>/bo/", imports.import_drop, name="import_drop"),
]
