package io.btautomations.engine.resolve;

import java.util.Map;

/** A text whose parameters are known and whose expressions are well-formed. Immutable and safe for several threads. */
public interface Template {

    /** Whether the text has expressions, so that it may be another one for every item. */
    boolean hasExpressions();

    /** The text with its expressions resolved against the environment and these attributes. */
    String evaluate(Map<String, String> attributes) throws UnresolvedException;
}
