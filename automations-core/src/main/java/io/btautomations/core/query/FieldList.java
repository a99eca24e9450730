package io.btautomations.core.query;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.core.setting.SettingFormatException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The text of a list of fields, such as {@code input, output, "my field"}. */
public final class FieldList {

    /** What readers of rows need: who a row is, of which version, where and when it was written. */
    private static final List<String> NEEDED = List.of("id", "_xact_id", Trees.KEY, Trees.TRACE, "created");

    private static final Pattern COMMAS = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final String EXPECTATION =
            "names of fields at the top of a row, separated by commas, such as 'input, output, metadata, scores'";

    private FieldList() {}

    /**
     * The fields of the text in its order, behind those that are always needed.
     *
     * @throws SettingFormatException if the text has anything but names
     */
    public static List<String> parse(String text) throws SettingFormatException {
        Set<String> fields = new LinkedHashSet<>(NEEDED);
        for (String name : COMMAS.split(text, -1)) {
            fields.add(field(name));
        }
        return new ArrayList<>(fields);
    }

    private static String field(String text) throws SettingFormatException {
        try {
            Expression expression = new BtqlParser().parseFilter(text);
            if (expression instanceof Path path && path.steps().size() == 1) {
                return path.root();
            }
        } catch (BtqlException e) {
            throw new SettingFormatException(EXPECTATION);
        }
        throw new SettingFormatException(EXPECTATION);
    }
}
