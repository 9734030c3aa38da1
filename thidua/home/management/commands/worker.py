"""`thidua worker`: background work until stopped."""

import threading
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app

from thidua.activity.jobs import keep_sealing


class Command(BaseCommand):
    """Seal the trail every second, and run the jobs that actions enqueue."""

    help = "Chạy bộ xử lý nền."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run both until a signal ends them."""
        stop = threading.Event()
        sealer = threading.Thread(target=keep_sealing, args=(stop,), name="sealer", daemon=True)
        sealer.start()
        try:
            connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's own connector
            with app.replace_connector(connector) as running:
                running.run_worker(concurrency=2, delete_jobs="successful")
        finally:
            stop.set()
            sealer.join(timeout=5)
