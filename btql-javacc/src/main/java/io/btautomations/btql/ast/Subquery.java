package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.Optional;

/** {@code FROM (SELECT ...) alias}; SQL only. */
public record Subquery(Query query, Optional<Name> alias, SourceSpan span) implements From {}
