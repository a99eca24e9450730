package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A message for an incoming webhook of Slack: at most 50 blocks, texts of sections up to 3,000 characters. What comes
 * from users is escaped, so that it neither mentions nor links.
 */
final class SlackPayload {

    private static final int LONGEST_TEXT = 2_900;
    private static final int LONGEST_URL = 3_000;

    private SlackPayload() {}

    static ObjectNode of(Notice notice, AppLinks links) {
        ObjectNode message = Json.object();
        message.put("text", text(Texts.headline(notice)));
        ArrayNode blocks = message.putArray("blocks");
        section(blocks, "*" + text(Texts.headline(notice)) + "*");
        if (!notice.description().isEmpty()) {
            section(blocks, text(notice.description()));
        }
        code(blocks, Texts.filter(notice));
        notice.rows().forEach(row -> code(blocks, row));
        ArrayNode buttons = blocks.addObject().put("type", "actions").putArray("elements");
        button(buttons, "Related logs", links.relatedLogs(notice));
        button(buttons, "Automation", links.automation(notice));
        return message;
    }

    private static void code(ArrayNode blocks, String raw) {
        section(blocks, "```" + text(raw.replace("`", "ˋ")) + "```");
    }

    private static void section(ArrayNode blocks, String markdown) {
        blocks.addObject()
                .put("type", "section")
                .putObject("text")
                .put("type", "mrkdwn")
                .put("text", markdown);
    }

    private static void button(ArrayNode buttons, String label, String url) {
        if (url.length() <= LONGEST_URL) {
            ObjectNode button = buttons.addObject().put("type", "button");
            button.putObject("text").put("type", "plain_text").put("text", label);
            button.put("url", url);
        }
    }

    /** Cut before it is escaped, and once more so that what escaping adds does not break the limit. */
    private static String text(String raw) {
        String cut = Texts.limited(raw, LONGEST_TEXT);
        String escaped = escaped(cut);
        while (escaped.length() > LONGEST_TEXT) {
            cut = Texts.limited(cut, cut.length() - Math.max(1, (escaped.length() - LONGEST_TEXT) / 5));
            escaped = escaped(cut);
        }
        return escaped;
    }

    private static String escaped(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
