package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;

/**
 * An object written out: {@code {"a": 1}}.
 *
 * @param entries in the order of the text; of several with one key the last counts
 */
public record ObjectConstructor(List<ObjectEntry> entries, SourceSpan span) implements Expression {

    public ObjectConstructor {
        entries = List.copyOf(entries);
    }

    @Override
    public List<Expression> children() {
        return entries.stream().map(ObjectEntry::value).toList();
    }
}
