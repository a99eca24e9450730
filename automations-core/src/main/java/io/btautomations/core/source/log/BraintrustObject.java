package io.btautomations.core.source.log;

import io.btautomations.core.braintrust.ApiException;
import io.btautomations.core.braintrust.BraintrustApi;
import io.btautomations.core.query.LogObject;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.setting.BraintrustSettings;
import io.btautomations.core.source.setting.SourceSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The object that settings name. */
public final class BraintrustObject {

    private BraintrustObject() {}

    /** The object; nothing if the settings name no project. */
    public static Optional<LogObject> find(Settings settings) {
        BraintrustSettings.ObjectType type = settings.get(BraintrustSettings.OBJECT_TYPE);
        Optional<String> id = type == BraintrustSettings.ObjectType.PROJECT_LOGS
                ? settings.find(SourceSettings.PROJECT_ID).or(() -> settings.find(SourceSettings.PROJECT_NAME))
                : settings.find(BraintrustSettings.OBJECT_ID);
        return id.map(name -> new LogObject(type.word(), name));
    }

    /**
     * The project, if the settings only name it.
     *
     * @throws ApiException if the API does not know it
     */
    public static Optional<BraintrustApi.Project> project(Settings settings, BraintrustApi api) throws ApiException {
        boolean isOfProject =
                settings.get(BraintrustSettings.OBJECT_TYPE) == BraintrustSettings.ObjectType.PROJECT_LOGS;
        Optional<String> name = settings.find(SourceSettings.PROJECT_NAME);
        if (!isOfProject
                || name.isEmpty()
                || settings.find(SourceSettings.PROJECT_ID).isPresent()) {
            return Optional.empty();
        }
        Optional<BraintrustApi.Project> found = api.project(name.get());
        if (found.isEmpty()) {
            throw new ApiException(
                    "Project Name: the API key sees no project named '" + name.get()
                            + "'; check the name, or give the key's owner permission to read it",
                    ApiException.Remedy.CHANGE);
        }
        return found;
    }

    /** Where its rows come from, for people and for provenance: no secret in it. */
    public static String uri(Settings settings) {
        URI url = settings.get(BraintrustSettings.API_URL);
        String object = find(settings)
                .map(found -> "#" + found.type() + "/"
                        + URLEncoder.encode(found.id(), StandardCharsets.UTF_8).replace("+", "%20"))
                .orElse("");
        String path = url.getPath().endsWith("/") ? url.getPath() + "btql" : url.getPath() + "/btql";
        return url.getScheme() + "://" + url.getAuthority() + path + object;
    }
}
