package io.tidemark.examples.batch;

import java.util.HashMap;
import java.util.Map;

/**
 * The payments of the current cycle by their id. One index serves every cycle, and {@link #clear}
 * empties its map without giving the table back: the largest cycle there ever was decides what the
 * map holds from then on. For one thread.
 */
public final class RecordIndex {

  private final Map<Long, Payment> byId = new HashMap<>();

  /** Adds a payment; one of the same id is replaced. */
  public void add(Payment payment) {
    byId.put(payment.id(), payment);
  }

  /** How many payments there are. */
  public int size() {
    return byId.size();
  }

  /** The sum of all amounts, in cents. */
  public long totalCents() {
    long total = 0;
    for (Payment payment : byId.values()) {
      total += payment.cents();
    }
    return total;
  }

  /** Removes all payments. */
  public void clear() {
    byId.clear();
  }
}
