package io.btautomations.btql.eval;

/**
 * Characters that stand next to each other in whatever fits a pattern of {@code LIKE}.
 *
 * @param text the characters, perhaps none
 * @param isWholePattern whether the pattern asks for nothing else
 */
record LiteralRun(String text, boolean isWholePattern) {

    /** The longest run in {@code pattern}. */
    static LiteralRun longest(String pattern) {
        StringBuilder current = new StringBuilder();
        String longest = "";
        int runs = 0;
        boolean hasSingle = false;
        int at = 0;
        while (at < pattern.length()) {
            char next = pattern.charAt(at);
            if (next == '%' || next == '_') {
                hasSingle |= next == '_';
                runs += current.isEmpty() ? 0 : 1;
                longest = longer(longest, current);
                current.setLength(0);
            } else {
                at += isEscape(pattern, at) ? 1 : 0;
                current.append(pattern.charAt(at));
            }
            at++;
        }
        boolean endsAnywhere = current.isEmpty();
        boolean isWholePattern = runs == 1 && !hasSingle && pattern.startsWith("%") && endsAnywhere;
        return new LiteralRun(longer(longest, current), isWholePattern);
    }

    private static boolean isEscape(String pattern, int at) {
        return pattern.charAt(at) == '\\' && at + 1 < pattern.length() && "%_\\".indexOf(pattern.charAt(at + 1)) >= 0;
    }

    private static String longer(String longest, StringBuilder run) {
        return run.length() > longest.length() ? run.toString() : longest;
    }
}
