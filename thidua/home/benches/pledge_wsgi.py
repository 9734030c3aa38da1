"""What the web server of the benchmark `pledges` calls: the site, with the pages of `pledge_site` beside its own."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
settings.ROOT_URLCONF = "thidua.home.benches.pledge_site"
application = get_wsgi_application()
