package io.btautomations.engine.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.nifi.attribute.expression.language.Query;
import org.apache.nifi.attribute.expression.language.StandardPropertyValue;
import org.apache.nifi.attribute.expression.language.exception.AttributeExpressionLanguageException;
import org.apache.nifi.parameter.Parameter;
import org.apache.nifi.parameter.ParameterLookup;
import org.apache.nifi.processor.exception.ProcessException;

/** A text with NiFi expressions, resolved by NiFi's own implementation of them. */
final class ExpressionTemplate implements Template {

    /**
     * An expression that is the name of an attribute and nothing else, as most are. A name with a dot is none of the
     * words that expressions have a meaning for. NiFi's implementation says the same of it, but takes longer to begin
     * than everything else that reading a flow needs.
     */
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)+)}");

    /** A part of the text. */
    private sealed interface Part {

        /** As it stands. */
        record Literal(String text) implements Part {}

        /** The value of an attribute; nothing if it is not there. */
        record Attribute(String name) implements Part {}

        /** What NiFi makes of it. */
        record Expression(String text, ParameterLookup lookup) implements Part {}
    }

    private final List<Part> parts;

    private ExpressionTemplate(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static ExpressionTemplate of(String text, Resolver resolver, boolean sensitive) throws UnresolvedException {
        List<Part> parts = new ArrayList<>();
        int copied = 0;
        for (Query.Range range : ranges(text)) {
            addText(
                    parts,
                    resolver.substitute(text.substring(copied, range.getStart()), sensitive),
                    resolver,
                    sensitive);
            addExpression(parts, text.substring(range.getStart(), range.getEnd() + 1), resolver, sensitive);
            copied = range.getEnd() + 1;
        }
        addText(parts, resolver.substitute(text.substring(copied), sensitive), resolver, sensitive);
        boolean isEscaping = parts.stream()
                .anyMatch(part ->
                        part instanceof Part.Literal literal && literal.text().contains("$$"));
        return new ExpressionTemplate(isEscaping ? List.of(whole(parts, resolver, sensitive)) : parts);
    }

    /** Adds what stands beside expressions; the values of parameters in it may have expressions themselves. */
    private static void addText(List<Part> parts, String text, Resolver resolver, boolean sensitive)
            throws UnresolvedException {
        int copied = 0;
        for (Query.Range range : ranges(text)) {
            parts.add(new Part.Literal(text.substring(copied, range.getStart())));
            addExpression(parts, text.substring(range.getStart(), range.getEnd() + 1), resolver, sensitive);
            copied = range.getEnd() + 1;
        }
        parts.add(new Part.Literal(text.substring(copied)));
    }

    /** Which of several doubled dollar signs are one is for NiFi to say. */
    private static Part whole(List<Part> parts, Resolver resolver, boolean sensitive) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part) {
                        case Part.Literal literal -> literal.text();
                        case Part.Attribute attribute -> "${" + attribute.name() + "}";
                        case Part.Expression expression -> expression.text();
                    });
        }
        return new Part.Expression(text.toString(), new Lookup(resolver, sensitive));
    }

    private static void addExpression(List<Part> parts, String expression, Resolver resolver, boolean sensitive)
            throws UnresolvedException {
        Matcher attribute = ATTRIBUTE.matcher(expression);
        if (attribute.matches()) {
            parts.add(new Part.Attribute(attribute.group(1)));
        } else {
            checkParameters(expression, resolver, sensitive);
            parts.add(new Part.Expression(expression, new Lookup(resolver, sensitive)));
        }
    }

    @Override
    public boolean hasExpressions() {
        return true;
    }

    @Override
    public String evaluate(Map<String, String> attributes) throws UnresolvedException {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(
                    switch (part) {
                        case Part.Literal literal -> literal.text();
                        case Part.Attribute attribute -> attributes.getOrDefault(attribute.name(), "");
                        case Part.Expression expression -> evaluate(expression.text(), expression.lookup(), attributes);
                    });
        }
        return text.toString();
    }

    private static String evaluate(String text, ParameterLookup lookup, Map<String, String> attributes)
            throws UnresolvedException {
        try {
            String value = new StandardPropertyValue(text, null, lookup)
                    .evaluateAttributeExpressions(attributes)
                    .getValue();
            return value == null ? "" : value;
        } catch (ProcessException | AttributeExpressionLanguageException e) {
            throw malformed(text, e);
        }
    }

    /** Where the expressions are, which are well-formed. */
    private static List<Query.Range> ranges(String text) throws UnresolvedException {
        if (!ATTRIBUTE.matcher(text).replaceAll("").contains("${")) {
            return Query.extractExpressionRanges(text);
        }
        try {
            Query.validateExpression(text, true);
            return Query.extractExpressionRanges(text);
        } catch (AttributeExpressionLanguageException e) {
            throw malformed(text, e);
        }
    }

    private static void checkParameters(String expression, Resolver resolver, boolean sensitive)
            throws UnresolvedException {
        int begin = expression.indexOf("#{");
        while (begin >= 0) {
            int end = expression.indexOf('}', begin);
            if (end < 0) {
                return;
            }
            if (expression.charAt(begin - 1) != '#') {
                resolver.value(expression.substring(begin + 2, end), sensitive);
            }
            begin = expression.indexOf("#{", end);
        }
    }

    private static UnresolvedException malformed(String text, RuntimeException e) {
        String reason = String.valueOf(e.getMessage());
        int more = reason.indexOf('\n');
        return new UnresolvedException(
                "FLOW-304",
                "the expression in '" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "' is malformed: "
                        + (more < 0 ? reason : reason.substring(0, more)),
                Optional.of("write $$ for a plain dollar sign before a brace"));
    }

    /** Parameters as NiFi's expressions ask for them; by then it is known that they are there. */
    private record Lookup(Resolver resolver, boolean sensitive) implements ParameterLookup {

        @Override
        public Optional<Parameter> getParameter(String parameterName) {
            try {
                return Optional.of(new Parameter.Builder()
                        .name(parameterName)
                        .value(resolver.value(parameterName, sensitive))
                        .build());
            } catch (UnresolvedException e) {
                return Optional.empty();
            }
        }

        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public long getVersion() {
            return 1;
        }
    }
}
