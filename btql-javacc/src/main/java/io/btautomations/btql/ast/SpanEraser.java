package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;

/** Copies a tree without its spans. */
final class SpanEraser extends TreeRewriter {

    @Override
    protected SourceSpan span(SourceSpan original) {
        return SourceSpan.NONE;
    }
}
