package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Links into the Braintrust app.
 *
 * @param app address of the app
 */
public record AppLinks(URI app) {

    /** Where the automation is configured. */
    String automation(Notice notice) {
        return project(notice) + "/configuration/automations?aid=" + encoded(notice.automationId());
    }

    /** The project's logs, searched with the automation's filter. */
    String relatedLogs(Notice notice) {
        ObjectNode search = Json.object();
        if (!notice.filter().isEmpty()) {
            search.putArray("filter").addObject().put("text", notice.filter());
        }
        return project(notice) + "/logs?search=" + encoded(search.toString());
    }

    private String project(Notice notice) {
        String base = app.toString();
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        return base + "/app/" + encoded(notice.organizationName()) + "/p/" + encoded(notice.projectName());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
