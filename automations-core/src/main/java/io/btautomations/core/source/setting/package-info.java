/** What a user can set on a source. */
@NullMarked
package io.btautomations.core.source.setting;

import org.jspecify.annotations.NullMarked;
