/**
 * HTTP over OkHttp, with a guard that keeps a user's URL from reaching what only this machine should reach. The door is
 * {@link io.btautomations.core.http.OkHttpTransports}.
 */
@NullMarked
package io.btautomations.core.http;

import org.jspecify.annotations.NullMarked;
