package io.btautomations.core.webhook.payload;

/** Texts within the limits of receivers. */
final class Texts {

    private static final String ELLIPSIS = "…";

    private Texts() {}

    /** The text, or its beginning with an ellipsis: at most {@code most} UTF-16 units, no character cut in two. */
    static String limited(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - ELLIPSIS.length();
        boolean splits = Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, splits ? end - 1 : end) + ELLIPSIS;
    }

    /** The filter, or words for the lack of one. */
    static String filter(Notice notice) {
        return notice.filter().isEmpty() ? "all logs" : notice.filter();
    }

    /** What is told first: the message, with a word before it unless it is an alert. */
    static String headline(Notice notice) {
        return switch (notice.state()) {
            case "test" -> "Test: " + notice.message();
            case "resolved" -> "Resolved: " + notice.message();
            default -> notice.message();
        };
    }
}
