package io.btautomations.btql.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What models cost. A model is found by its name, or by the longest known name that its own begins with followed by a
 * separator, so that {@code gpt-4o-2024-08-06} costs what {@code gpt-4o} costs; a provider's name before a slash does
 * not count.
 */
public final class PriceTable {

    /** List prices of common models as published in mid 2025; give your own table where it matters. */
    public static final PriceTable LIST_PRICES = new PriceTable(Map.ofEntries(
            Map.entry("gpt-4o", new Price(2.50, 1.25, 10.00)),
            Map.entry("gpt-4o-mini", new Price(0.15, 0.075, 0.60)),
            Map.entry("gpt-4.1", new Price(2.00, 0.50, 8.00)),
            Map.entry("gpt-4.1-mini", new Price(0.40, 0.10, 1.60)),
            Map.entry("gpt-4.1-nano", new Price(0.10, 0.025, 0.40)),
            Map.entry("gpt-4-turbo", new Price(10.00, 10.00, 30.00)),
            Map.entry("gpt-4", new Price(30.00, 30.00, 60.00)),
            Map.entry("gpt-3.5-turbo", new Price(0.50, 0.50, 1.50)),
            Map.entry("o3", new Price(2.00, 0.50, 8.00)),
            Map.entry("o4-mini", new Price(1.10, 0.275, 4.40)),
            Map.entry("claude-3-opus", new Price(15.00, 1.50, 75.00)),
            Map.entry("claude-3-5-sonnet", new Price(3.00, 0.30, 15.00)),
            Map.entry("claude-3-5-haiku", new Price(0.80, 0.08, 4.00)),
            Map.entry("claude-3-haiku", new Price(0.25, 0.03, 1.25)),
            Map.entry("claude-sonnet-4", new Price(3.00, 0.30, 15.00)),
            Map.entry("claude-opus-4", new Price(15.00, 1.50, 75.00)),
            Map.entry("gemini-2.5-pro", new Price(1.25, 0.31, 10.00)),
            Map.entry("gemini-2.5-flash", new Price(0.30, 0.075, 2.50))));

    private final Map<String, Price> prices;
    private final List<String> longestFirst;

    /**
     * What a million tokens cost, in USD.
     *
     * @param input tokens of the prompt
     * @param cachedInput tokens of the prompt that were read from a cache
     * @param output tokens of the completion
     */
    public record Price(double input, double cachedInput, double output) {}

    /** A table of prices by model name. */
    public PriceTable(Map<String, Price> prices) {
        this.prices = Map.copyOf(prices);
        this.longestFirst = prices.keySet().stream()
                .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                .toList();
    }

    /** What {@code model} costs, if the table knows it. */
    public Optional<Price> priceOf(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1);
        Price exact = prices.get(name);
        return exact != null
                ? Optional.of(exact)
                : longestFirst.stream()
                        .filter(known -> isVersionOf(name, known))
                        .findFirst()
                        .map(prices::get);
    }

    private static boolean isVersionOf(String name, String known) {
        return name.length() > known.length()
                && name.startsWith(known)
                && "-@:".indexOf(name.charAt(known.length())) >= 0;
    }
}
