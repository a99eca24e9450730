package io.btautomations.engine.bind;

import io.btautomations.core.setting.Choice;
import io.btautomations.core.step.StepEvents;

/** How loud a stock logging step is. */
enum LogLevel implements Choice {
    TRACE("trace"),
    DEBUG("debug"),
    INFO("info"),
    WARN("warn"),
    ERROR("error"),
    FATAL("fatal"),
    NONE("none");

    private final Text text;

    LogLevel(String value) {
        this.text = new Text(value, "");
    }

    @Override
    public Text text() {
        return text;
    }

    /** Says it; the levels below info are silent here. */
    void say(StepEvents events, String message) {
        switch (this) {
            case INFO -> events.info(message);
            case WARN -> events.warn(message);
            case ERROR, FATAL -> events.error(message);
            case TRACE, DEBUG, NONE -> {}
        }
    }
}
