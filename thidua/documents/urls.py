"""Addresses of this room."""

from django.urls import path

from thidua.documents.views import papers

urlpatterns = [
    path("van-ban/", papers.papers, name="papers"),
    path("van-ban/den/moi/", papers.paper_received, name="paper_received"),
    path("van-ban/<int:pk>/", papers.paper, name="paper"),
    path("van-ban/<int:pk>/phan-dau/", papers.paper_edit, name="paper_edit"),
    path("van-ban/<int:pk>/noi-nhan/", papers.paper_recipients, name="paper_recipients"),
    path("van-ban/<int:pk>/so/", papers.paper_number, name="paper_number"),
    path("van-ban/<int:pk>/ky/", papers.paper_sign, name="paper_sign"),
    path("van-ban/<int:pk>/phat-hanh/", papers.paper_issue, name="paper_issue"),
    path("van-ban/<int:pk>/da-nhan/", papers.paper_acknowledge, name="paper_acknowledge"),
    path("van-ban/<int:pk>/tai/<str:form>/", papers.paper_file, name="paper_file"),
    path("so-so/", papers.books, name="books"),
    path("so-so/mo/", papers.book_open, name="book_open"),
]
