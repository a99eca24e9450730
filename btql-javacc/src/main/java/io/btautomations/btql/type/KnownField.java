package io.btautomations.btql.type;

import io.btautomations.btql.row.FieldPath;

/** A field that rows of a {@link RowSchema} have or may have. */
public record KnownField(FieldPath path, BtqlType type) {}
