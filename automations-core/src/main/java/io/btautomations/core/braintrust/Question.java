package io.btautomations.core.braintrust;

/**
 * A query for the endpoint.
 *
 * @param query BTQL or SQL
 * @param timeZoneOffset minutes west of UTC, as JavaScript counts them; moves the bounds of days and hours
 */
public record Question(String query, int timeZoneOffset) {

    /** A query in UTC. */
    public Question(String query) {
        this(query, 0);
    }
}
