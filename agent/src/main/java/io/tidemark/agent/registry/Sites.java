package io.tidemark.agent.registry;

import io.tidemark.exporter.census.TrackedMap.Site;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * The stacks on which maps are made, as many as are allowed at a time.
 *
 * <p>A map that is constructed for a large table has no table yet and no record, and can't be
 * handed on: it would escape. Its stack is kept here under a ticket, which the woven code puts into
 * a field of the map that only counts; the growth that makes its first table redeems it. Only so
 * many of the latest are kept: a map that waits longer has the site of that growth.
 *
 * <p>A ticket is a running number, spread over all negative ints, since a HashMap adds one to its
 * ticket with each {@code clear} before its first put. What is up to 400,000 above a ticket is that
 * of no map constructed within a thousand of this one; that it is the ticket of another map, whose
 * site is still kept, has a chance of one in two million.
 */
public final class Sites {

  /** A power of two. */
  static final int KEPT = 1024;

  /** 2^31 / the golden ratio, made odd: multiples of it are spread evenly (Knuth, TAOCP 6.4). */
  private static final int NUMBERS_APART = 1327217885;

  /** Its inverse modulo 2^31. */
  private static final int TICKETS_APART = 828308341;

  private final AtomicInteger allowance = new AtomicInteger();
  private final AtomicLong refused = new AtomicLong();

  /** Not from 0: a map may still have the ticket of an agent that was detached. */
  private final AtomicInteger last = new AtomicInteger((int) System.nanoTime());

  /** By the last digits of their numbers. */
  private final AtomicReferenceArray<Kept> kept = new AtomicReferenceArray<>(KEPT);

  /** Allows that many stacks until the next call. Sweep thread. */
  public void allow(int stacks) {
    allowance.set(stacks);
  }

  /** The stack of this call, or null where no more is allowed now, which is counted. Any thread. */
  SiteStack stack() {
    if (allowance.get() > 0 && allowance.getAndDecrement() > 0) {
      return new SiteStack();
    }
    refused.getAndIncrement();
    return null;
  }

  /** Keeps the stack of this call: its ticket, or 0 where no more is allowed now. Any thread. */
  int ticket() {
    SiteStack stack = stack();
    if (stack == null) {
      return 0;
    }
    int number = last.incrementAndGet() & Integer.MAX_VALUE;
    kept.set(number % KEPT, new Kept(number, stack));
    return number * TICKETS_APART | Integer.MIN_VALUE;
  }

  /**
   * Gives out what was kept, and keeps it no longer. Any thread.
   *
   * @param ticket or any other int
   * @return a {@link SiteStack}, or the {@link Site} that it was named; null where nothing is kept
   */
  Object redeem(int ticket) {
    int number = ticket * NUMBERS_APART & Integer.MAX_VALUE;
    Kept found = ticket < 0 ? kept.get(number % KEPT) : null;
    while (found != null && found.number == number) {
      if (kept.compareAndSet(number % KEPT, found, null)) {
        return found.site;
      }
      // it was named meanwhile, or given out
      found = kept.get(number % KEPT);
    }
    return null;
  }

  /**
   * Names the stacks, which pin classes. Sweep thread.
   *
   * @param namer may return null for none
   */
  public void name(Function<SiteStack, Site> namer) {
    for (int i = 0; i < KEPT; i++) {
      Kept found = kept.get(i);
      if (found != null && found.site instanceof SiteStack) {
        Site named = namer.apply((SiteStack) found.site);
        kept.compareAndSet(i, found, named == null ? null : new Kept(found.number, named));
      }
    }
  }

  /** Stacks that were not taken since the start because too many were asked for. Any thread. */
  public long refused() {
    return refused.get();
  }

  /** The site of one ticket. */
  private static final class Kept {
    final int number;
    final Object site;

    Kept(int number, Object site) {
      this.number = number;
      this.site = site;
    }
  }
}
