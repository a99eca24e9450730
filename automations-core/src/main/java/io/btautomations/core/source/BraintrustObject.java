package io.btautomations.core.source;

import io.btautomations.core.query.LogObject;
import io.btautomations.core.setting.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The object that settings name. */
final class BraintrustObject {

    private BraintrustObject() {}

    /** The object; nothing if the settings name no project. */
    static Optional<LogObject> find(Settings settings) {
        BraintrustSettings.ObjectType type = settings.get(BraintrustSettings.OBJECT_TYPE);
        Optional<String> id = type == BraintrustSettings.ObjectType.PROJECT_LOGS
                ? settings.find(SourceSettings.PROJECT_ID).or(() -> settings.find(SourceSettings.PROJECT_NAME))
                : settings.find(BraintrustSettings.OBJECT_ID);
        return id.map(name -> new LogObject(type.word(), name));
    }

    /** Where its rows come from, for people and for provenance: no secret in it. */
    static String uri(Settings settings) {
        URI url = settings.get(BraintrustSettings.API_URL);
        String object = find(settings)
                .map(found -> "#" + found.type() + "/"
                        + URLEncoder.encode(found.id(), StandardCharsets.UTF_8).replace("+", "%20"))
                .orElse("");
        String path = url.getPath().endsWith("/") ? url.getPath() + "btql" : url.getPath() + "/btql";
        return url.getScheme() + "://" + url.getAuthority() + path + object;
    }
}
