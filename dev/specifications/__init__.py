"""Generates from real OpenAPI documents and type-checks what comes out."""
