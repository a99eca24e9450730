package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/** What a text is made of. */
public sealed interface Node
        permits Expression,
                PathStep,
                Name,
                NamedArgument,
                ObjectEntry,
                Branch,
                AliasedExpression,
                SortItem,
                Unpivot,
                Pivot,
                Sample,
                From,
                QuerySetting,
                Query {

    /** Where it stands in its text; {@link SourceSpan#NONE} if it was not read from a text. */
    SourceSpan span();
}
