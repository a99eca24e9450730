/** What a text in a flow definition means: parameters and expressions. The only package that sees NiFi's classes. */
@NullMarked
package io.btautomations.engine.resolve;

import org.jspecify.annotations.NullMarked;
