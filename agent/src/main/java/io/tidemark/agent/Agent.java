package io.tidemark.agent;

import static io.tidemark.agent.Notices.NOTICES;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.registry.HookSink;
import io.tidemark.agent.registry.Registry;
import io.tidemark.agent.sweep.FullCollections;
import io.tidemark.agent.sweep.StatusSource;
import io.tidemark.agent.sweep.SweepLoop;
import io.tidemark.agent.sweep.TableBytes;
import io.tidemark.agent.weave.Hook;
import io.tidemark.agent.weave.HookClasses;
import io.tidemark.agent.weave.HookProof;
import io.tidemark.agent.weave.Thresholds;
import io.tidemark.agent.weave.Weaving;
import io.tidemark.agent.weave.WeavingException;
import io.tidemark.exporter.census.AgentStatus;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.TidemarkHooks1;
import java.util.function.Predicate;

/**
 * The agent in a JVM: puts the parts together, in the order in which each needs the one before. The
 * entry class starts it by reflection, since it lies in another class loader, and hands on to
 * {@link #test} the arguments of a later load.
 *
 * <p>No lambda, string concatenation by invokedynamic or string switch stands on the way to the end
 * of the weaving: each would start machinery that the application pays for at its start.
 */
public final class Agent implements Predicate<String>, StatusSource, Runnable {

  /** The argument of a load that ends the agent. */
  public static final String DETACH = "@detach";

  /** The argument of a load that looks for older maps again. */
  public static final String SCAN = "@scan";

  /** The same, and then has the JVM collect its garbage, so that what is left is known alive. */
  public static final String SCAN_AFTER_GC = "@scan,gc";

  private final AgentStatus.Mode mode;
  private final Registry registry = new Registry();
  private final HookProof proof = new HookProof();
  private final HookSink sink;
  private final Weaving weaving;
  private final SweepLoop loop;
  private final FullCollections collections = new FullCollections();
  private final DiscoveryControl discovery;
  private final HolderControl holders;
  private final ExporterControl exporter = new ExporterControl();
  private Thread sweeper;

  /** Guarded by this, but for the sweep thread's reading. */
  private volatile Config config;

  private volatile Map<String, Boolean> hooks = Map.of();

  private Agent(Config config, Instrumentation instrumentation, AgentStatus.Mode mode) {
    this.config = config;
    this.mode = mode;
    this.sink = new HookSink(registry, proof, config.siteMinSlots());
    this.weaving = new Weaving(instrumentation);
    this.holders = new HolderControl(instrumentation);
    this.discovery = new DiscoveryControl(instrumentation, registry, collections);
    this.loop =
        new SweepLoop(
            registry,
            new TableBytes(instrumentation),
            collections,
            config,
            this,
            holders,
            exporter);
  }

  /**
   * Starts the agent on the thread that loads it. When this returns the maps are woven; the rest
   * starts on daemon threads.
   *
   * @param arguments {@code key=value,key=value}, or null
   * @param mode name of a {@link AgentStatus.Mode}
   * @return what takes the arguments of a later load; null when the agent is switched off or the
   *     weaving failed, which is said in one line
   */
  public static Predicate<String> start(
      String arguments, Instrumentation instrumentation, String mode) throws Throwable {
    Config config = load(arguments);
    if (!config.enabled()) {
      return null;
    }
    HookClasses.openPackages(instrumentation);
    if (AotTraining.isUnderWay()) {
      NOTICES.accept("this JVM trains an AOT cache and is not watched; those that use it are");
      return null;
    }
    HookClasses.define(instrumentation);
    Agent agent = new Agent(config, instrumentation, AgentStatus.Mode.valueOf(mode));
    return agent.start() ? agent : null;
  }

  private static Config load(String arguments) {
    Map<String, String> properties = new HashMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name));
    }
    return Config.load(arguments, properties, System.getenv(), NOTICES);
  }

  private boolean start() {
    sink.warmUp();
    TidemarkHooks1.sink = sink;
    if (!weave(config)) {
      TidemarkHooks1.sink = null;
      return false;
    }
    sweeper = Threads.daemon("tidemark-sweep", this);
    sweeper.start();
    return true;
  }

  /** The sweep thread. */
  @Override
  public void run() {
    exporter.configure(config);
    discovery.atStart(config);
    loop.run();
  }

  private boolean weave(Config with) {
    Thresholds thresholds =
        new Thresholds(with.trackMinSlots(), with.siteMinSlots(), with.retainedMaxFill());
    try {
      weaving.weave(thresholds);
      hooks = labels(proof.run(thresholds));
    } catch (Throwable e) {
      Throwable reason = e.getCause() == null ? e : e.getCause();
      NOTICES.accept("weaving failed, the application runs unwatched: " + reason);
      hooks = noneActive();
      return false;
    }
    return true;
  }

  private static Map<String, Boolean> labels(Map<Hook, Boolean> proven) {
    Map<String, Boolean> labels = new HashMap<>();
    for (Map.Entry<Hook, Boolean> hook : proven.entrySet()) {
      labels.put(hook.getKey().label(), hook.getValue());
      if (!hook.getValue()) {
        NOTICES.accept("the hook " + hook.getKey().label() + " does not fire: maps may be missed");
      }
    }
    return labels;
  }

  private static Map<String, Boolean> noneActive() {
    Map<String, Boolean> labels = new HashMap<>();
    for (Hook hook : Hook.values()) {
      labels.put(hook.label(), false);
    }
    return labels;
  }

  /**
   * Takes the arguments of a later load: {@value #DETACH} ends the agent, anything else
   * re-configures it, and what is not named has its default again.
   *
   * @return whether the agent still runs
   */
  @Override
  public synchronized boolean test(String arguments) {
    if (DETACH.equals(arguments)) {
      return !detach();
    }
    if (SCAN.equals(arguments) || SCAN_AFTER_GC.equals(arguments)) {
      scan(SCAN_AFTER_GC.equals(arguments));
      return true;
    }
    reconfigure(load(arguments));
    return true;
  }

  /** Returns when the next census tells what came of it. */
  private void scan(boolean gc) {
    discovery.scan(config);
    if (gc) {
      System.gc();
    }
    if (!loop.sweepNow()) {
      NOTICES.accept("the sweep after the scan takes long: its census comes later");
    }
  }

  private void reconfigure(Config next) {
    Config was = config;
    config = next;
    sink.siteMinSlots(next.siteMinSlots());
    loop.config(next);
    exporter.configure(next);
    if (next.trackMinSlots() != was.trackMinSlots()
        || next.siteMinSlots() != was.siteMinSlots()
        || next.retainedMaxFill() != was.retainedMaxFill()) {
      weave(next);
    }
  }

  /**
   * Leaves the JVM, in the order in which nothing of the application's can meet a part that is
   * gone: no call is handed on any more, the maps get their code back, calls in flight end, threads
   * end.
   */
  private boolean detach() {
    TidemarkHooks1.sink = null;
    try {
      weaving.unweave();
    } catch (WeavingException e) {
      TidemarkHooks1.sink = sink;
      NOTICES.accept("can't leave, and watches on: " + e.getCause());
      return false;
    }
    sink.awaitQuiet();
    loop.stop();
    sweeper.interrupt();
    exporter.stop();
    try {
      sweeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Override
  public AgentStatus status(Map<String, Long> growths, long sites, long failedSweeps) {
    return new AgentStatus(
        Version.TEXT,
        mode,
        // another agent may have had the maps woven anew, and that may have failed
        weaving.failure() == null ? hooks : noneActive(),
        TidemarkHooks1.errors,
        growths,
        Map.of("cap", registry.refusedByCap(), "inbox", registry.refusedByInbox()),
        Map.of("rate", registry.refusedSites()),
        sites,
        failedSweeps,
        discovery.last(),
        holders.seconds(),
        registry.memoryBytes());
  }
}
