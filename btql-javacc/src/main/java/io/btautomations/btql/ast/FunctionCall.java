package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code count(DISTINCT root_span_id)}, {@code round(scores.a, 2)}, {@code now()}.
 *
 * @param name in lower case
 * @param distinct whether {@code DISTINCT} precedes the arguments
 * @param arguments by position; {@code count(*)} has one {@link Star}
 * @param namedArguments {@code name => value}, after those by position
 */
public record FunctionCall(
        Name name, boolean distinct, List<Expression> arguments, List<NamedArgument> namedArguments, SourceSpan span)
        implements Expression {

    public FunctionCall {
        arguments = List.copyOf(arguments);
        namedArguments = List.copyOf(namedArguments);
    }

    @Override
    public List<Expression> children() {
        if (namedArguments.isEmpty()) {
            return arguments;
        }
        return Stream.concat(arguments.stream(), namedArguments.stream().map(NamedArgument::value))
                .toList();
    }
}
