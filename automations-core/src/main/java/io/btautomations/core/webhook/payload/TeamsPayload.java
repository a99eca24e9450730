package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An Adaptive Card for Microsoft Teams, whose limit of some 20 KB it keeps whatever characters there are. Users' texts
 * stand in text runs, which know neither Markdown nor mentions.
 */
final class TeamsPayload {

    private static final int LONGEST_TEXT = 800;
    private static final int LONGEST_URL = 2_000;

    private TeamsPayload() {}

    static ObjectNode of(Notice notice, AppLinks links) {
        ObjectNode message = Json.object().put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive").putNull("contentUrl");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        card.put("type", "AdaptiveCard").put("version", "1.4");
        ArrayNode body = card.putArray("body");
        text(body, Texts.headline(notice)).put("weight", "Bolder").put("size", "Large");
        if (!notice.description().isEmpty()) {
            text(body, notice.description());
        }
        text(body, Texts.filter(notice)).put("fontType", "Monospace");
        ArrayNode actions = card.putArray("actions");
        open(actions, "Related logs", links.relatedLogs(notice));
        open(actions, "Automation", links.automation(notice));
        return message;
    }

    private static ObjectNode text(ArrayNode body, String text) {
        return body.addObject()
                .put("type", "RichTextBlock")
                .putArray("inlines")
                .addObject()
                .put("type", "TextRun")
                .put("text", Texts.limited(text, LONGEST_TEXT));
    }

    private static void open(ArrayNode actions, String title, String url) {
        if (url.length() <= LONGEST_URL) {
            actions.addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", title)
                    .put("url", url);
        }
    }
}
