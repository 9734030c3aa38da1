"""Addresses of reports and windows."""

from django.urls import path

from thidua.reporting import views

urlpatterns = [
    path("bao-cao/", views.reports, name="reports"),
    path("bao-cao/dot/<int:pk>/", views.window, name="window"),
    path("bao-cao/<int:pk>/", views.report, name="report"),
    path("bao-cao/<int:pk>/o/<int:slot>/", views.cell_save, name="cell_save"),
    path("bao-cao/<int:pk>/luu/", views.report_save, name="report_save"),
    path("bao-cao/<int:pk>/gui/", views.report_submit, name="report_submit"),
    path("bao-cao/<int:pk>/duyet/", views.report_accept, name="report_accept"),
    path("bao-cao/<int:pk>/tra-lai/", views.report_return, name="report_return"),
]
