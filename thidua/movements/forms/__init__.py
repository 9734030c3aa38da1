"""What people type about movements, turned into typed values."""
