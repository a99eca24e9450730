package io.btautomations.engine.resolve;

import java.util.Map;

/** A text without expressions. */
record LiteralTemplate(String text) implements Template {

    @Override
    public boolean hasExpressions() {
        return false;
    }

    @Override
    public String evaluate(Map<String, String> attributes) {
        return text;
    }
}
