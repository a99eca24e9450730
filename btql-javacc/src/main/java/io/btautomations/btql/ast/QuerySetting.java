package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/** {@code name = value} of {@code SETTINGS}: advice to Braintrust's engine, without meaning here. */
public record QuerySetting(Name name, Literal value, SourceSpan span) implements Node {}
