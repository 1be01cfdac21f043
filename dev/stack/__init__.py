"""The private development stack: PostgreSQL, an S3 store and the service, started and stopped as one."""
