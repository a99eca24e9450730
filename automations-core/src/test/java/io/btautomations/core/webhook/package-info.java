@NullMarked
package io.btautomations.core.webhook;

import org.jspecify.annotations.NullMarked;
