"""Identifiers in the forms that AWS gives them."""
import uuid


def hexid(prefix, digits=17):
    return f"{prefix}-{uuid.uuid4().hex[:digits]}"
