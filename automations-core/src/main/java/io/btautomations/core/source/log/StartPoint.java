package io.btautomations.core.source.log;

import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.setting.DataSettings;
import io.btautomations.core.source.setting.SourceSettings;
import java.time.Instant;

/** Where in the log a generation begins. */
public sealed interface StartPoint {

    /** With what is written from now on. */
    record Now() implements StartPoint {}

    /** With the oldest row. */
    record Oldest() implements StartPoint {}

    /** With what was written at a time. */
    record AtTime(Instant time) implements StartPoint {}

    /** With what a transaction wrote. */
    record AtTransaction(TransactionId transaction) implements StartPoint {}

    /** The point that the settings name. */
    static StartPoint of(Settings settings) {
        return switch (settings.get(SourceSettings.START_POSITION)) {
            case NOW -> new Now();
            case BEGINNING -> new Oldest();
            case TIME -> new AtTime(settings.get(DataSettings.START_TIME));
            case TRANSACTION -> new AtTransaction(settings.get(DataSettings.START_TRANSACTION));
        };
    }
}
