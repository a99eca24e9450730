/**
 * One contract for all hosts: scenarios in {@code resources/contract} say what goes into a step and what must come of
 * it, and every host runs them. No host is the judge of another.
 */
package io.btautomations.it.contract;
