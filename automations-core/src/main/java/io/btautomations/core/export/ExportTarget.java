package io.btautomations.core.export;

import io.btautomations.core.aws.S3Settings;
import io.btautomations.core.identity.AutomationId;
import io.btautomations.core.objects.ObjectLocation;
import io.btautomations.core.parquet.RowSchema;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Attributes;
import java.util.Map;
import java.util.Optional;

/**
 * Where an item's rows go and on whose behalf, as it is set for that item.
 *
 * @param location of the export
 * @param layout of its keys
 * @param settings for the store, with the external id filled in
 */
record ExportTarget(ObjectLocation location, ExportLayout layout, Settings settings) {

    static ExportTarget of(Settings settings, String componentId) throws UnfitItemException {
        String automation = AutomationId.of(settings.find(ExportSettings.AUTOMATION_ID), componentId);
        String generation = settings.find(ExportSettings.GENERATION).orElse(Fragment.NO_GENERATION);
        requireColumns(settings);
        return new ExportTarget(
                settings.get(ExportSettings.PATH),
                new ExportLayout(automation, generation),
                withExternalId(settings, automation));
    }

    /** The target of an imagined item with these attributes. */
    static ExportTarget of(Settings settings, Map<String, String> attributes, String componentId)
            throws UnfitItemException {
        Map<Setting<String>, AttributeDescriptor> defaults = Map.of(
                ExportSettings.AUTOMATION_ID, Attributes.AUTOMATION_ID,
                ExportSettings.ORGANIZATION_ID, Attributes.ORGANIZATION_ID,
                ExportSettings.PROJECT_ID, Attributes.PROJECT_ID);
        Settings resolved = settings;
        for (Map.Entry<Setting<String>, AttributeDescriptor> entry : defaults.entrySet()) {
            String attribute = attributes.getOrDefault(entry.getValue().name(), "");
            if (settings.find(entry.getKey()).isEmpty() && !attribute.isEmpty()) {
                resolved = resolved.with(entry.getKey(), attribute);
            }
        }
        return of(resolved, componentId);
    }

    /** Tells targets apart that need a store of their own. */
    String identity() {
        return location + "\n" + layout + "\n"
                + settings.find(S3Settings.EXTERNAL_ID).orElse("") + "\n" + columns();
    }

    private static void requireColumns(Settings settings) throws UnfitItemException {
        if (!settings.applies(ExportSettings.COLUMNS, ExportSettings.all())) {
            return;
        }
        String name = ExportSettings.COLUMNS.name();
        try {
            if (settings.find(ExportSettings.COLUMNS).isEmpty()) {
                throw new UnfitItemException(
                        name + " is empty: name them, as the source tells of columns only where its"
                                + " query names all of them");
            }
        } catch (IllegalArgumentException e) {
            throw new UnfitItemException(String.valueOf(e.getMessage()));
        }
    }

    /** The columns that the item's source tells of, where rows are exported in such; empty otherwise. */
    private String columns() {
        boolean used = settings.applies(ExportSettings.COLUMNS, ExportSettings.all());
        return used ? settings.find(ExportSettings.COLUMNS).map(RowSchema::id).orElse("") : "";
    }

    private static Settings withExternalId(Settings settings, String automation) throws UnfitItemException {
        if (settings.find(S3Settings.ROLE).isEmpty()
                || settings.find(S3Settings.EXTERNAL_ID).isPresent()) {
            return settings;
        }
        Optional<String> organization = settings.find(ExportSettings.ORGANIZATION_ID);
        Optional<String> project = settings.find(ExportSettings.PROJECT_ID);
        if (organization.isEmpty() || project.isEmpty()) {
            String missing =
                    organization.isEmpty() ? ExportSettings.ORGANIZATION_ID.name() : ExportSettings.PROJECT_ID.name();
            throw new UnfitItemException(
                    missing + " is empty, and the external id of the role is made with it; set it, or "
                            + S3Settings.EXTERNAL_ID.name());
        }
        String externalId = "bt:" + organization.get() + ":" + project.get() + ":" + automation;
        try {
            return settings.with(S3Settings.EXTERNAL_ID, S3Settings.EXTERNAL_ID.parse(externalId));
        } catch (SettingFormatException e) {
            throw new UnfitItemException("the external id '" + externalId + "' must be " + e.getMessage());
        }
    }
}
