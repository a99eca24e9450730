package io.btautomations.btql.scan;

/** One step on the way from a row to a value. */
public sealed interface PathStep {

    /** To the member of an object; of members with the same key the last. */
    record Key(String name) implements PathStep {}

    /** To the element of an array; 0 is the first, -1 the last. */
    record Index(int position) implements PathStep {}
}
