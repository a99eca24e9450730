/** What every HTTP server of the engine needs: where it listens, and whom it answers. */
@NullMarked
package io.btautomations.engine.web;

import org.jspecify.annotations.NullMarked;
