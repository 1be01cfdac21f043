"""What `make test` and `make lint` do."""
