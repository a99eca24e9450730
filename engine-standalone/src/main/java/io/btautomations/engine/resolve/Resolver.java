package io.btautomations.engine.resolve;

import io.btautomations.core.setting.Scope;
import io.btautomations.engine.flow.Suggestion;
import java.util.Optional;

/** Gives the texts of one group's processors their meaning. Immutable. */
public final class Resolver {

    private final Parameters parameters;

    public Resolver(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * The meaning of a text.
     *
     * @param text as it stands in the flow definition
     * @param scope which expressions it may have; with {@link Scope#LITERAL} a {@code ${}} is plain text
     * @param sensitive whether the text is a secret; only those may refer to sensitive parameters, and to no others
     * @throws UnresolvedException if a parameter is not there or an expression is malformed
     */
    public Template prepare(String text, Scope scope, boolean sensitive) throws UnresolvedException {
        if (scope == Scope.LITERAL || !text.contains("${")) {
            return new LiteralTemplate(substitute(text, sensitive));
        }
        return ExpressionTemplate.of(text, this, sensitive);
    }

    /** The text with its {@code #{...}} replaced; {@code ##{...}} stands for {@code #{...}} itself. */
    String substitute(String text, boolean sensitive) throws UnresolvedException {
        int begin = text.indexOf("#{");
        if (begin < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int copied = 0;
        while (begin >= 0) {
            int end = text.indexOf('}', begin);
            if (end < 0) {
                break;
            }
            int hashes = begin;
            while (hashes > copied && text.charAt(hashes - 1) == '#') {
                hashes--;
            }
            int escaping = begin - hashes;
            out.append(text, copied, hashes).append("#".repeat(escaping / 2));
            if (escaping % 2 == 1) {
                out.append(text, begin, end + 1);
            } else {
                out.append(value(text.substring(begin + 2, end), sensitive));
            }
            copied = end + 1;
            begin = text.indexOf("#{", copied);
        }
        return out.append(text, copied, text.length()).toString();
    }

    /** The value of a parameter. */
    String value(String reference, boolean sensitive) throws UnresolvedException {
        String name = unquoted(reference.strip());
        if (parameters.context().isEmpty()) {
            throw new UnresolvedException(
                    "FLOW-303",
                    "parameter '" + name + "' is used here, but the process group has no parameter context",
                    Optional.empty());
        }
        Optional<Parameters.Parameter> parameter = parameters.find(name);
        if (parameter.isEmpty()) {
            throw new UnresolvedException(
                    "FLOW-302",
                    "parameter '" + name + "' is not in parameter context '"
                            + parameters.context().get() + "'",
                    Suggestion.closest(name, parameters.names()).map(other -> "did you mean '" + other + "'?"));
        }
        if (parameter.get().sensitive() != sensitive) {
            throw new UnresolvedException(
                    "FLOW-308",
                    parameter.get().sensitive()
                            ? "parameter '" + name + "' is sensitive and the setting is not, so its value would show"
                            : "the setting is sensitive and parameter '" + name + "' is not",
                    Optional.of("mark the parameter as " + (sensitive ? "sensitive" : "not sensitive")
                            + ", or refer to another one"));
        }
        return parameter
                .get()
                .value()
                .orElseThrow(() -> new UnresolvedException(
                        UnresolvedException.MISSING_VALUE,
                        "parameter '" + name + "' has no value",
                        Optional.of("set it by --parameters FILE" + (sensitive ? "" : ", --set '" + name + "=...'")
                                + " or the variable " + ParameterSources.environmentName(name))));
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() >= 2
                && (name.charAt(0) == '\'' || name.charAt(0) == '"')
                && name.charAt(name.length() - 1) == name.charAt(0);
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
