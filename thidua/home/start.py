"""Until the first unit exists, every page says so and tells what to type."""

from django.http import HttpRequest, HttpResponse

from thidua.core.http import Handler, page
from thidua.org.models import Unit


class EmptyInstallationMiddleware:
    """Asks once whether there is a unit; after the first yes it asks no more."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.started = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through, or show how to begin."""
        if not self.started:
            self.started = Unit.objects.exists()
            if not self.started:
                return page(request, "core/empty_installation.html", {}, status=503)
        return self.get_response(request)
