"""Addresses of this room."""

from django.urls import path

from thidua.documents import views

urlpatterns = [
    path("van-ban/", views.papers, name="papers"),
    path("van-ban/den/moi/", views.paper_received, name="paper_received"),
    path("van-ban/<int:pk>/", views.paper, name="paper"),
    path("van-ban/<int:pk>/phan-dau/", views.paper_edit, name="paper_edit"),
    path("van-ban/<int:pk>/noi-nhan/", views.paper_recipients, name="paper_recipients"),
    path("van-ban/<int:pk>/so/", views.paper_number, name="paper_number"),
    path("van-ban/<int:pk>/ky/", views.paper_sign, name="paper_sign"),
    path("van-ban/<int:pk>/phat-hanh/", views.paper_issue, name="paper_issue"),
    path("van-ban/<int:pk>/da-nhan/", views.paper_acknowledge, name="paper_acknowledge"),
    path("van-ban/<int:pk>/tai/<str:form>/", views.paper_file, name="paper_file"),
    path("so-so/", views.books, name="books"),
    path("so-so/mo/", views.book_open, name="book_open"),
]
