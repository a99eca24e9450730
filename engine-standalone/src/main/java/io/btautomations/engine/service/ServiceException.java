package io.btautomations.engine.service;

import io.btautomations.core.setting.Setting;

/** A service cannot lend what it should. The message is for the user and shows no secret. */
public final class ServiceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String setting;

    ServiceException(Setting<?> setting, String message, Throwable cause) {
        super(message, cause);
        this.setting = setting.name();
    }

    ServiceException(Setting<?> setting, String message) {
        super(message);
        this.setting = setting.name();
    }

    /** Name of the setting that leads there. */
    public String setting() {
        return setting;
    }
}
