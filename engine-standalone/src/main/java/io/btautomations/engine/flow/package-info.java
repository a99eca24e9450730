/** Flow definitions as NiFi downloads them: read into records that know their place in the file. */
@NullMarked
package io.btautomations.engine.flow;

import org.jspecify.annotations.NullMarked;
