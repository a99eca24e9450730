package io.btautomations.engine.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.attribute.expression.language.Query;
import org.apache.nifi.attribute.expression.language.StandardPropertyValue;
import org.apache.nifi.attribute.expression.language.exception.AttributeExpressionLanguageException;
import org.apache.nifi.parameter.Parameter;
import org.apache.nifi.parameter.ParameterLookup;
import org.apache.nifi.processor.exception.ProcessException;

/** A text with NiFi expressions, resolved by NiFi's own implementation of them. */
final class ExpressionTemplate implements Template {

    private final String text;
    private final ParameterLookup lookup;

    private ExpressionTemplate(String text, ParameterLookup lookup) {
        this.text = text;
        this.lookup = lookup;
    }

    static ExpressionTemplate of(String text, Resolver resolver, boolean sensitive) throws UnresolvedException {
        List<Query.Range> ranges = ranges(text);
        StringBuilder substituted = new StringBuilder();
        int copied = 0;
        for (Query.Range range : ranges) {
            substituted.append(resolver.substitute(text.substring(copied, range.getStart()), sensitive));
            String expression = text.substring(range.getStart(), range.getEnd() + 1);
            checkParameters(expression, resolver, sensitive);
            substituted.append(expression);
            copied = range.getEnd() + 1;
        }
        substituted.append(resolver.substitute(text.substring(copied), sensitive));
        String prepared = substituted.toString();
        ranges(prepared);
        return new ExpressionTemplate(prepared, new Lookup(resolver, sensitive));
    }

    @Override
    public boolean hasExpressions() {
        return true;
    }

    @Override
    public String evaluate(Map<String, String> attributes) throws UnresolvedException {
        try {
            String value = new StandardPropertyValue(text, null, lookup)
                    .evaluateAttributeExpressions(attributes)
                    .getValue();
            return value == null ? "" : value;
        } catch (ProcessException | AttributeExpressionLanguageException e) {
            throw malformed(text, e);
        }
    }

    private static List<Query.Range> ranges(String text) throws UnresolvedException {
        try {
            Query.validateExpression(text, true);
            return new ArrayList<>(Query.extractExpressionRanges(text));
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
