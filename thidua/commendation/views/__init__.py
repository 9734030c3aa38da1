"""Pages of commendation: dossiers, the council, papers and the ledger."""
