/**
 * From the registry to a census: {@code SweepLoop} is the sweep thread's rounds, {@code Sweep}
 * reads every tracked map and judges it.
 *
 * <p>Confined to the sweep thread but where a method says so. The flag retained-empty and the
 * candidate are in {@code Sweep}: a change of the rule begins there.
 */
package io.tidemark.agent.sweep;
