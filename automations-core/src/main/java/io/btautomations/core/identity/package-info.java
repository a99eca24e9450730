/** Names that are the same wherever and however often they are made: automations, their generations, their runs. */
@NullMarked
package io.btautomations.core.identity;

import org.jspecify.annotations.NullMarked;
