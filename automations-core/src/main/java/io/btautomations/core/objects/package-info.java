/** Object stores by the scheme of their location, and the rules for locations and keys that hold for all of them. */
@NullMarked
package io.btautomations.core.objects;

import org.jspecify.annotations.NullMarked;
