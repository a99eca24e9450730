package io.btautomations.engine.serve.log;

import io.btautomations.btql.execute.RowSupplier;
import io.btautomations.core.braintrust.TransactionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rows of some objects at one moment, each in its newest version. Immutable. */
public final class LogView {

    private final List<Part> parts;
    private final Optional<TransactionId> settled;

    /**
     * The rows of one object.
     *
     * @param ordersTransactions whether the order of keys is one of transactions
     */
    record Part(RowIndex.View rows, RowPlaces places, boolean ordersTransactions) {}

    LogView(List<Part> parts, Optional<TransactionId> settled) {
        this.parts = List.copyOf(parts);
        this.settled = settled;
    }

    /** The rows of both. */
    public LogView and(LogView other) {
        boolean bothSettled = settled.isPresent() && other.settled.isPresent();
        return new LogView(
                Stream.concat(parts.stream(), other.parts.stream()).toList(),
                bothSettled
                        ? Stream.of(settled.get(), other.settled.get()).min(TransactionId::compareTo)
                        : Optional.empty());
    }

    /** The rows as they were when that transaction was the last one. */
    public LogView asOf(TransactionId transaction) {
        long last = transaction.next().firstKey().value() - 1;
        return new LogView(
                parts.stream()
                        .map(part -> new Part(part.rows().asOf(last), part.places(), part.ordersTransactions()))
                        .toList(),
                settled);
    }

    /** The transaction up to which nothing will be added; empty if nobody knows, or if there is nothing. */
    public Optional<TransactionId> settled() {
        return settled;
    }

    /** Whether rows that are in the order of keys are in the order of transactions, too. */
    public boolean ordersTransactions() {
        return parts.stream().allMatch(Part::ordersTransactions);
    }

    /**
     * The rows with keys in {@code range}, in the order of keys or against it.
     *
     * @param read counts what is read
     */
    public RowSupplier rows(KeyRange range, boolean isAscending, ReadBytes read) {
        return () -> new KeyedRows(
                parts.stream()
                        .map(part -> new RowCursor(part.rows(), part.places(), range, isAscending))
                        .toList(),
                isAscending,
                read);
    }
}
