package io.btautomations.btql.grammar;

import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps trees so low that whoever walks one by recursion needs little stack, and so small that walking is no work. A
 * chain of operators such as {@code a + b + c} nests nothing in the text but makes a high tree; a BETWEEN repeats its
 * operand.
 */
final class TreeSize {

    private TreeSize() {}

    static void check(Expression root, int highest, int mostNodes) {
        Deque<Level> open = new ArrayDeque<>();
        open.push(new Level(root, 1));
        int nodes = 0;
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.height() > highest) {
                throw new RejectedText(Diagnostic.error(
                                DiagnosticCode.CHAIN_TOO_LONG,
                                "more than " + highest + " operators apply to each other's results",
                                level.expression().span())
                        .withHint("group the operands with parentheses"));
            }
            nodes++;
            if (nodes > mostNodes) {
                throw new RejectedText(Diagnostic.error(
                        DiagnosticCode.TOO_DEEP,
                        "the operand of a BETWEEN or CASE holds too many of them itself",
                        root.span()));
            }
            for (Expression child : level.expression().children()) {
                open.push(new Level(child, level.height() + 1));
            }
        }
    }

    private record Level(Expression expression, int height) {}
}
