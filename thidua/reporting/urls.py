"""Addresses of reports and windows."""

from django.urls import path

from thidua.reporting import views

urlpatterns = [
    path("", views.reports, name="reports"),
    path("dot/<int:pk>/", views.window, name="window"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/o/<int:slot>/", views.cell_save, name="cell_save"),
    path("<int:pk>/luu/", views.report_save, name="report_save"),
    path("<int:pk>/gui/", views.report_submit, name="report_submit"),
    path("<int:pk>/duyet/", views.report_accept, name="report_accept"),
    path("<int:pk>/tra-lai/", views.report_return, name="report_return"),
]
