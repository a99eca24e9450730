package io.btautomations.btql.print;

import io.btautomations.btql.ast.Dialect;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes names and texts so that they read back as they are. */
final class Quoting {

    private static final int MOST_DIGITS = 30;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED = Set.of(
            "and",
            "or",
            "not",
            "in",
            "is",
            "like",
            "ilike",
            "match",
            "includes",
            "contains",
            "between",
            "isnull",
            "isnotnull",
            "null",
            "true",
            "false",
            "case",
            "when",
            "then",
            "else",
            "end",
            "as",
            "distinct",
            "interval",
            "select",
            "where");
    private static final Set<String> RESERVED_IN_SQL = Set.of(
            "from",
            "where",
            "group",
            "by",
            "having",
            "order",
            "limit",
            "offset",
            "pivot",
            "unpivot",
            "tablesample",
            "settings",
            "with",
            "for");

    private Quoting() {}

    /** Whether a name can stand without quotes where nothing but a name can stand. */
    static boolean isWord(String name) {
        return WORD.matcher(name).matches();
    }

    /**
     * Whether a name can stand without quotes where an expression begins, and where a filter begins, which can be
     * WHERE.
     */
    static boolean isFreeWord(String name, Dialect dialect) {
        String word = name.toLowerCase(Locale.ROOT);
        return isWord(name) && !RESERVED.contains(word) && !(dialect == Dialect.SQL && RESERVED_IN_SQL.contains(word));
    }

    static String doubleQuoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\"\"") + '"';
    }

    static String backQuoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** Where nothing but a name can stand. */
    static String name(String name) {
        return isWord(name) ? name : doubleQuoted(name);
    }

    /** A text; a backslash is doubled only where it would else be read as an escape. */
    static String text(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('\'');
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            quoted.append(character);
            if (character == '\'' || (character == '\\' && isEscape(value, index))) {
                quoted.append(character);
            }
        }
        return quoted.append('\'').toString();
    }

    /** A number, with an exponent only where it would else be long. */
    static String number(BigDecimal value) {
        boolean isShort = value.scale() >= 0 && value.scale() <= MOST_DIGITS;
        return isShort ? value.toPlainString() : value.toString();
    }

    private static boolean isEscape(String value, int backslash) {
        if (backslash + 1 == value.length()) {
            return true;
        }
        char next = value.charAt(backslash + 1);
        return next == '\'' || next == '"' || next == '\\';
    }
}
