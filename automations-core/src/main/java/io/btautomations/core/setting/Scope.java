package io.btautomations.core.setting;

/** Where the expressions of a setting's value may look. */
public enum Scope {
    /** The value is taken as it stands, after parameters. */
    LITERAL,
    /** Expressions may name environment variables and system properties. */
    ENVIRONMENT,
    /** Expressions may also name attributes of the item at hand. */
    ITEM
}
