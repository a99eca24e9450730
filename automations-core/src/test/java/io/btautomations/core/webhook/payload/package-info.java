@NullMarked
package io.btautomations.core.webhook.payload;

import org.jspecify.annotations.NullMarked;
