package io.btautomations.core.webhook.payload;

import java.util.Optional;

/**
 * A version of a prompt was assigned to an environment, or removed from it.
 *
 * @param description may be empty
 * @param environment slug of the environment
 * @param promptId id of the prompt
 * @param promptSlug slug of the prompt
 * @param newVersion the version that was assigned; empty if one was removed
 */
public record EnvironmentChange(
        String organizationId,
        String organizationName,
        String projectId,
        String projectName,
        String automationId,
        String automationName,
        String description,
        boolean isTest,
        String environment,
        String promptId,
        String promptSlug,
        Optional<String> newVersion)
        implements Event {}
