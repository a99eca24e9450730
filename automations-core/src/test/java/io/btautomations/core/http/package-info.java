@NullMarked
package io.btautomations.core.http;

import org.jspecify.annotations.NullMarked;
