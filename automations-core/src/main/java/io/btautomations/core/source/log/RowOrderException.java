package io.btautomations.core.source.log;

import java.io.IOException;

/** A row of an answer is not where it was asked for. */
public final class RowOrderException extends IOException {

    private static final long serialVersionUID = 1L;

    public RowOrderException(String message) {
        super(message);
    }
}
