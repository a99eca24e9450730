package io.btautomations.core.webhook.payload;

/** What a payload tells of. */
public sealed interface Event permits Notice, EnvironmentChange {

    String organizationId();

    String organizationName();

    String projectId();

    String projectName();

    String automationId();

    String automationName();

    /** May be empty. */
    String description();

    /** Whether it is told to try the receiver. */
    boolean isTest();
}
