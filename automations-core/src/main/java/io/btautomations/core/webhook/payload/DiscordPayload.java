package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.step.Attributes;

/** A message for a Discord webhook: one embed of less than 6,000 characters, and nobody is mentioned. */
final class DiscordPayload {

    private static final int LONGEST_TITLE = 256;
    private static final int LONGEST_DESCRIPTION = 3_500;
    private static final int LONGEST_FIELD = 1_000;
    private static final int LONGEST_URL = 2_000;
    private static final int RED = 0xD93025;
    private static final int GREEN = 0x1E8E3E;

    private DiscordPayload() {}

    static ObjectNode of(Notice notice, AppLinks links) {
        ObjectNode message = Json.object();
        message.putObject("allowed_mentions").putArray("parse");
        ObjectNode embed = message.putArray("embeds").addObject();
        embed.put("title", Texts.limited(plain(Texts.headline(notice)), LONGEST_TITLE));
        if (!notice.description().isEmpty()) {
            embed.put("description", Texts.limited(plain(notice.description()), LONGEST_DESCRIPTION));
        }
        String logs = links.relatedLogs(notice);
        if (logs.length() <= LONGEST_URL) {
            embed.put("url", logs);
        }
        embed.put("color", notice.isResolved() ? GREEN : RED);
        embed.put("timestamp", Attributes.time(notice.end()));
        ArrayNode fields = embed.putArray("fields");
        code(fields, "Filter", Texts.filter(notice));
        if (!notice.rows().isEmpty()) {
            code(fields, "Rows", String.join("\n", notice.rows()));
        }
        fields.addObject()
                .put("name", "Count")
                .put("value", String.valueOf(notice.count()))
                .put("inline", true);
        return message;
    }

    private static void code(ArrayNode fields, String name, String text) {
        String code = Texts.limited(text.replace("`", "ˋ"), LONGEST_FIELD);
        fields.addObject().put("name", name).put("value", "```" + code + "```");
    }

    /** The text without any meaning in Markdown. */
    private static String plain(String text) {
        return text.replaceAll("([\\\\`*_~|>\\[\\]()#<@-])", "\\\\$1");
    }
}
