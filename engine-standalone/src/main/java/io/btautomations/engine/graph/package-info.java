/** Who is connected to whom, once groups, ports and funnels are taken away. */
@NullMarked
package io.btautomations.engine.graph;

import org.jspecify.annotations.NullMarked;
