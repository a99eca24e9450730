package io.btautomations.core.port;

import java.io.IOException;

/**
 * An address that a guarded transport must not reach. Trying again does not help; the message says what was refused and
 * which setting would allow it.
 */
public final class RefusedAddressException extends IOException {

    private static final long serialVersionUID = 1L;

    public RefusedAddressException(String message) {
        super(message);
    }
}
