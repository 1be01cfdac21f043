"""What `make soak` does: a mixed load for minutes while replicas, store and database are killed, then an audit."""
