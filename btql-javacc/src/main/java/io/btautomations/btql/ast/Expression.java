package io.btautomations.btql.ast;

import java.util.List;

/** A part of a text that has a value. */
public sealed interface Expression extends Node
        permits Literal,
                Path,
                Access,
                Star,
                ArrayConstructor,
                ObjectConstructor,
                FunctionCall,
                Negate,
                Not,
                IsNull,
                Comparison,
                Arithmetic,
                And,
                Or,
                Conditional,
                In {

    /** The expressions directly within this one, in the order of the text. */
    List<Expression> children();
}
