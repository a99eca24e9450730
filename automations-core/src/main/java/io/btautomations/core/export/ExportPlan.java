package io.btautomations.core.export;

import io.btautomations.core.setting.Settings;
import java.util.Optional;

/** How the rows of an export are laid out, as it is set. */
record ExportPlan(
        Partitioning partitioning, Encoding encoding, Optional<RowEdit> edit, long targetBytes, boolean successMarker) {

    static ExportPlan of(Settings settings) {
        return new ExportPlan(
                settings.get(ExportSettings.PARTITIONING),
                Encoding.of(settings),
                RowEdit.of(settings),
                settings.get(ExportSettings.TARGET_SIZE),
                settings.get(ExportSettings.SUCCESS_MARKER));
    }

    Binding binding(Settings settings) {
        return new Binding(settings.get(ExportSettings.PATH).toString(), encoding.name(), partitioning.value());
    }
}
