"""Merit: nominated, checked against dated law, weighed by a council, decided, certified."""
