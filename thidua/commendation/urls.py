"""Addresses of dossiers, the council, papers about awards, and the ledger."""

from django.urls import path, re_path

from thidua.commendation.views import awards, council, dossiers

urlpatterns = [
    path("khen-thuong/", dossiers.nominations, name="nominations"),
    path("khen-thuong/dot/moi/", dossiers.call_new, name="call_new"),
    path("khen-thuong/dot/<int:pk>/", dossiers.call, name="call"),
    path("khen-thuong/dot/<int:pk>/de-nghi/", dossiers.nomination_new, name="nomination_new"),
    path("khen-thuong/dot/<int:pk>/to-trinh/", awards.submission_new, name="submission_new"),
    path("khen-thuong/dot/<int:pk>/quyet-dinh/", awards.decision_new, name="decision_new"),
    path("khen-thuong/<int:pk>/", dossiers.nomination, name="nomination"),
    path("khen-thuong/<int:pk>/gui/", dossiers.nomination_submit, name="nomination_submit"),
    path("khen-thuong/<int:pk>/xac-nhan/", dossiers.nomination_attest, name="nomination_attest"),
    path("khen-thuong/<int:pk>/minh-chung/", dossiers.evidence_add, name="evidence_add"),
    path("khen-thuong/minh-chung/<int:pk>/kiem-tra/", dossiers.evidence_check, name="evidence_check"),
    path("khen-thuong/hoi-dong/moi/", council.session_new, name="session_new"),
    path("khen-thuong/hoi-dong/<int:pk>/", council.session, name="session"),
    path("khen-thuong/hoi-dong/<int:pk>/diem-danh/", council.session_attend, name="session_attend"),
    path("khen-thuong/hoi-dong/noi-dung/<int:pk>/rut/", council.session_recuse, name="session_recuse"),
    path("khen-thuong/hoi-dong/noi-dung/<int:pk>/kiem-dem/", council.item_count, name="item_count"),
    path("khen-thuong/hoi-dong/<int:pk>/be-mac/", council.session_close, name="session_close"),
    re_path(
        r"^khen-thuong/hoi-dong/(?P<pk>\d+)/bien-ban\.(?P<kind>docx|pdf)$", council.minutes, name="minutes"
    ),
    path("khen-thuong/van-ban/<int:pk>/phat-hanh/", awards.awards_issue, name="awards_issue"),
    path("khen-thuong/van-ban/<int:pk>/giay-khen.pdf", awards.certificates, name="certificates_pdf"),
    path("khen-thuong/so/", awards.award_ledger, name="ledger"),
    path("khen-thuong/so/<int:pk>/thu-hoi/", awards.award_revoke, name="award_revoke"),
]
