package io.btautomations.core.source;

import java.io.IOException;

/** A row of an answer is not where it was asked for. */
final class RowOrderException extends IOException {

    private static final long serialVersionUID = 1L;

    RowOrderException(String message) {
        super(message);
    }
}
