/** NiFi's stock controller services, as far as the engine has what they lend. */
@NullMarked
package io.btautomations.engine.service;

import org.jspecify.annotations.NullMarked;
