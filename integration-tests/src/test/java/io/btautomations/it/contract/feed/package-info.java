/** A processor that brings a test's inputs into a real NiFi. */
package io.btautomations.it.contract.feed;
