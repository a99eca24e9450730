package io.btautomations.core.ratelimit;

import io.btautomations.core.setting.SettingFormatException;
import java.util.List;

/**
 * Where a row holds its id.
 *
 * @param names object fields from the row inwards, at least one
 */
record RowIdPath(List<String> names) {

    RowIdPath {
        names = List.copyOf(names);
    }

    static RowIdPath parse(String text) throws SettingFormatException {
        List<String> names = List.of(text.strip().split("\\.", -1));
        if (names.stream().anyMatch(String::isBlank)) {
            throw new SettingFormatException("field names with dots between them, such as 'metadata.request_id'");
        }
        return new RowIdPath(names);
    }
}
