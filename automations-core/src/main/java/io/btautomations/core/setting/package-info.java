/** What a user can set, declared once: both hosts derive their properties, their checks and their texts from here. */
@NullMarked
package io.btautomations.core.setting;

import org.jspecify.annotations.NullMarked;
