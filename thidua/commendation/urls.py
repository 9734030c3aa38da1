"""Addresses of dossiers, the council, papers about awards, and the ledger."""

from django.urls import path, re_path

from thidua.commendation.views import awards, council, dossiers

urlpatterns = [
    path("", dossiers.nominations, name="nominations"),
    path("dot/moi/", dossiers.call_new, name="call_new"),
    path("dot/<int:pk>/", dossiers.call, name="call"),
    path("dot/<int:pk>/de-nghi/", dossiers.nomination_new, name="nomination_new"),
    path("dot/<int:pk>/to-trinh/", awards.submission_new, name="submission_new"),
    path("dot/<int:pk>/quyet-dinh/", awards.decision_new, name="decision_new"),
    path("<int:pk>/", dossiers.nomination, name="nomination"),
    path("<int:pk>/gui/", dossiers.nomination_submit, name="nomination_submit"),
    path("<int:pk>/xac-nhan/", dossiers.nomination_attest, name="nomination_attest"),
    path("<int:pk>/minh-chung/", dossiers.evidence_add, name="evidence_add"),
    path("minh-chung/<int:pk>/kiem-tra/", dossiers.evidence_check, name="evidence_check"),
    path("hoi-dong/moi/", council.session_new, name="session_new"),
    path("hoi-dong/<int:pk>/", council.session, name="session"),
    path("hoi-dong/<int:pk>/diem-danh/", council.session_attend, name="session_attend"),
    path("hoi-dong/noi-dung/<int:pk>/rut/", council.session_recuse, name="session_recuse"),
    path("hoi-dong/noi-dung/<int:pk>/kiem-dem/", council.item_count, name="item_count"),
    path("hoi-dong/<int:pk>/be-mac/", council.session_close, name="session_close"),
    re_path(r"^hoi-dong/(?P<pk>\d+)/bien-ban\.(?P<kind>docx|pdf)$", council.minutes, name="minutes"),
    path("van-ban/<int:pk>/phat-hanh/", awards.awards_issue, name="awards_issue"),
    path("van-ban/<int:pk>/giay-khen.pdf", awards.certificates, name="certificates_pdf"),
    path("so/", awards.award_ledger, name="ledger"),
    path("so/<int:pk>/thu-hoi/", awards.award_revoke, name="award_revoke"),
]
