package io.btautomations.btql.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A grammar in EBNF, and random sentences of it. Words in capitals are tokens with given samples. */
final class Ebnf {

    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|[A-Za-z_]+|[=;|{}\\[\\]()]");

    private final Map<String, Node> rules = new HashMap<>();
    private final Map<String, List<String>> samples;

    Ebnf(String text, Map<String, List<String>> samples) {
        this.samples = samples;
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        int position = 0;
        while (position < tokens.size()) {
            int end = tokens.subList(position, tokens.size()).indexOf(";") + position;
            rules.put(tokens.get(position), new Reader(tokens.subList(position + 2, end)).alternatives());
            position = end + 1;
        }
    }

    /** A sentence, its tokens separated by spaces; beyond the depth only the least that the grammar asks for. */
    String sentence(String rule, Random random, int depth) {
        StringBuilder text = new StringBuilder();
        append(new Rule(rule), random, depth, text);
        return text.toString().strip();
    }

    private void append(Node node, Random random, int depth, StringBuilder text) {
        switch (node) {
            case Terminal terminal -> text.append(terminal.text()).append(' ');
            case Rule rule
            when samples.containsKey(rule.name()) -> {
                List<String> choices = samples.get(rule.name());
                text.append(choices.get(random.nextInt(choices.size()))).append(' ');
            }
            case Rule rule -> append(rules.get(rule.name()), random, depth - 1, text);
            case Sequence sequence -> sequence.parts().forEach(part -> append(part, random, depth, text));
            case Choice choice -> {
                int size = choice.alternatives().size();
                append(choice.alternatives().get(depth > 0 ? random.nextInt(size) : 0), random, depth, text);
            }
            case Repeat repeat -> {
                boolean any = depth > 0 && random.nextInt(3) == 0;
                int times = any ? 1 + random.nextInt(repeat.most()) : 0;
                for (int time = 0; time < times; time++) {
                    append(repeat.part(), random, depth - 1, text);
                }
            }
        }
    }

    private sealed interface Node permits Terminal, Rule, Sequence, Choice, Repeat {}

    private record Terminal(String text) implements Node {}

    private record Rule(String name) implements Node {}

    private record Sequence(List<Node> parts) implements Node {}

    private record Choice(List<Node> alternatives) implements Node {}

    private record Repeat(Node part, int most) implements Node {}

    private static final class Reader {

        private final List<String> tokens;
        private int position;

        Reader(List<String> tokens) {
            this.tokens = tokens;
        }

        Node alternatives() {
            List<Node> alternatives = new ArrayList<>(List.of(sequence()));
            while (position < tokens.size() && tokens.get(position).equals("|")) {
                position++;
                alternatives.add(sequence());
            }
            return alternatives.size() == 1 ? alternatives.getFirst() : new Choice(alternatives);
        }

        private Node sequence() {
            List<Node> parts = new ArrayList<>();
            while (position < tokens.size() && !List.of("|", ")", "]", "}").contains(tokens.get(position))) {
                parts.add(part());
            }
            return new Sequence(parts);
        }

        private Node part() {
            String token = tokens.get(position);
            position++;
            return switch (token) {
                case "(" -> closed();
                case "[" -> new Repeat(closed(), 1);
                case "{" -> new Repeat(closed(), 2);
                default ->
                    token.startsWith("\"") ? new Terminal(token.substring(1, token.length() - 1)) : new Rule(token);
            };
        }

        private Node closed() {
            Node inner = alternatives();
            position++;
            return inner;
        }
    }
}
