"""The ground floor: errors, dates, text, sheets, pages. It knows nothing of emulation."""
