/**
 * What is posted to whom: a {@link io.btautomations.core.webhook.payload.Notice} in the form that a receiver wants. The
 * door is {@link io.btautomations.core.webhook.payload.Payloads}. No form shows text of rows, but for the value that
 * the user groups by.
 */
@NullMarked
package io.btautomations.core.webhook.payload;

import org.jspecify.annotations.NullMarked;
