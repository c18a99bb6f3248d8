//! Templates with `${NAME}` placeholders.
