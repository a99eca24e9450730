package io.btautomations.core.webhook.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A message for a Google Chat space: one text of at most 4,096 characters. */
final class GoogleChatPayload {

    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_URL = 2_000;

    private GoogleChatPayload() {}

    static ObjectNode of(Notice notice, AppLinks links) {
        StringBuilder text = new StringBuilder(plain(Texts.headline(notice)));
        if (!notice.description().isEmpty()) {
            text.append('\n').append(plain(notice.description()));
        }
        String logs = links.relatedLogs(notice);
        if (logs.length() <= LONGEST_URL) {
            text.append('\n').append('<').append(logs).append("|Related logs>");
        }
        return Json.object().put("text", text.toString());
    }

    /** The text without links and mentions, which stand in angle brackets. */
    private static String plain(String text) {
        return Texts.limited(text, LONGEST_TEXT).replace('<', '‹').replace('>', '›');
    }
}
