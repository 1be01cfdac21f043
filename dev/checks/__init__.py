"""Checks of the scripts themselves, without a database, a store or a compiler. `make test` runs them."""
