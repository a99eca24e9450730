package io.btautomations.core.step;

import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.setting.Setting;

/** How a user has content of other formats than JSON read and written, on hosts that have services for that. */
public final class RecordSettings {

    private RecordSettings() {}

    /** What reads the content of inputs. */
    public static Setting<String> reader(String description) {
        return Setting.service("Record Reader", ServiceKind.RECORD_READER)
                .description(description)
                .build();
    }

    /** What writes the content of new items. */
    public static Setting<String> writer(String description) {
        return Setting.service("Record Writer", ServiceKind.RECORD_WRITER)
                .description(description)
                .build();
    }
}
