"""Every address of the site: each room mounts its own."""

from django.urls import include, path

handler403 = "thidua.core.http.forbidden"
handler404 = "thidua.core.http.not_found"
handler500 = "thidua.core.http.server_error"

# Rooms with an address of their own come first: an address is looked up among its own room's alone.
urlpatterns = [
    path("phong-trao/", include("thidua.movements.urls")),
    path("bao-cao/", include("thidua.reporting.urls")),
    path("khen-thuong/", include("thidua.commendation.urls")),
    path("", include("thidua.home.urls")),
    path("", include("thidua.org.urls")),
    path("", include("thidua.documents.urls")),
    path("", include("thidua.stories.urls")),
]
