package io.btautomations.core.braintrust;

/**
 * Braintrust's query endpoint. Keeps to the organisation's request budget, waits when it is told to, repeats what may
 * pass by itself, and follows a result to where it was put. Safe for use by several threads.
 */
public interface BtqlApi extends AutoCloseable {

    /**
     * Asks, and hands over the rows of the answer as they come.
     *
     * <p>What {@code rows} got before a failure are whole rows of the answer, in its order: whoever reads by key goes
     * on behind the last one.
     *
     * @throws ApiException if there is no whole answer
     */
    Answer ask(Question question, RowTaker rows) throws ApiException;

    @Override
    void close();
}
