package io.tidemark.agent;

import static io.tidemark.agent.Notices.NOTICES;

import io.tidemark.agent.config.Config;
import io.tidemark.agent.registry.HookSink;
import io.tidemark.agent.registry.Registry;
import io.tidemark.agent.sweep.FullCollections;
import io.tidemark.agent.sweep.StatusSource;
import io.tidemark.agent.sweep.SweepLoop;
import io.tidemark.agent.sweep.TableBytes;
import io.tidemark.agent.sweep.Watched;
import io.tidemark.agent.weave.HookClasses;
import io.tidemark.agent.weave.WeavingException;
import io.tidemark.exporter.census.AgentStatus;
import io.tidemark.exporter.http.Threads;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.TidemarkHooks5;
import java.util.function.Predicate;

/**
 * The agent in a JVM: puts the parts together, in the order in which each needs the one before. The
 * entry class starts it by reflection, since it lies in another class loader, and hands on to
 * {@link #test} the arguments of a later load.
 *
 * <p>No lambda, string concatenation by invokedynamic or string switch stands on the way to the end
 * of the weaving: each would start machinery that a starting application pays for.
 */
public final class Agent implements Predicate<String>, StatusSource, Runnable {

  /** The argument of a load that ends the agent. */
  public static final String DETACH = "@detach";

  /** The argument of a load that looks for older maps again. */
  public static final String SCAN = "@scan";

  /** The same, and then has the JVM collect its garbage, so that what is left is known alive. */
  public static final String SCAN_AFTER_GC = "@scan,gc";

  /**
   * The thread that sweeps, by which the command line knows that the agent is in. The kernel keeps
   * 15 characters of a name.
   */
  public static final String SWEEP_THREAD = "tidemark-sweep";

  private final AgentStatus.Mode mode;
  private final Registry registry = new Registry();
  private final WeavingControl weaving;
  private final HookSink sink;
  private final SweepLoop loop;
  private final FullCollections collections = new FullCollections();
  private final DiscoveryControl discovery;
  private final HolderControl holders;
  private final ExporterControl exporter = new ExporterControl();

  /** The count lives in the JVM, and may be an earlier agent's. */
  private final int errorsBefore = TidemarkHooks5.errors;

  private Thread sweeper;

  /** Guarded by this, but for the sweep thread's reading. */
  private volatile Config config;

  private Agent(Config config, Instrumentation instrumentation, AgentStatus.Mode mode) {
    this.config = config;
    this.mode = mode;
    this.weaving = new WeavingControl(instrumentation);
    this.sink = new HookSink(registry, weaving.proof(), WeavingControl.thresholds(config));
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
            exporter,
            NOTICES);
  }

  /**
   * Starts the agent. When this returns the maps are woven; the rest starts on daemon threads.
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
      String value = System.getProperty(name);
      // another thread of the application's may have taken it away meanwhile
      if (value != null) {
        properties.put(name, value);
      }
    }
    Config config = Config.load(arguments, properties, System.getenv(), NOTICES);
    String doubt = config.doubt();
    if (doubt != null) {
      NOTICES.accept(doubt);
    }
    return config;
  }

  private boolean start() throws Throwable {
    sink.warmUp();
    if (!weaving.start(sink, config)) {
      return false;
    }
    sweeper = Threads.daemon(SWEEP_THREAD, this, NOTICES);
    try {
      sweeper.start();
      return true;
    } catch (Throwable noThread) {
      weaving.stop();
      throw noThread;
    }
  }

  /** The sweep thread. */
  @Override
  public void run() {
    try {
      configureExporter();
      discover(config);
      loop.run();
    } finally {
      leaveAlone();
    }
  }

  private void configureExporter() {
    try {
      exporter.configure(config);
    } catch (Throwable noThread) {
      NOTICES.accept("nothing is published over HTTP, and the maps are watched: " + noThread);
    }
  }

  /** On the sweep thread, which takes in what is found meanwhile: the inbox is bounded. */
  private void discover(Config by) {
    try {
      discovery.look(by, loop::adopt);
    } catch (Throwable e) {
      NOTICES.accept("discovery of older maps failed: " + e);
    }
  }

  /** However the sweep thread ends: hooks that push on to nobody would pin the stacks of sites. */
  private void leaveAlone() {
    try {
      weaving.stop();
    } catch (WeavingException e) {
      NOTICES.accept("the hooks could not be taken out: " + e.getCause());
    }
  }

  /**
   * Takes the arguments of a later load: {@value #DETACH} ends the agent, anything else configures
   * it anew, by these arguments and by the properties and the environment that the JVM has now.
   *
   * @return whether the agent still runs
   */
  @Override
  public synchronized boolean test(String arguments) {
    if (DETACH.equals(arguments)) {
      return !detach();
    }
    try {
      if (SCAN.equals(arguments) || SCAN_AFTER_GC.equals(arguments)) {
        scan(SCAN_AFTER_GC.equals(arguments));
      } else {
        reconfigure(load(arguments));
      }
    } catch (Throwable e) {
      // to the entry class it would be a start that failed
      NOTICES.accept("what it was asked for failed, and it watches on: " + e);
    }
    return true;
  }

  /** Returns when the next census tells what came of it. */
  private void scan(boolean gc) {
    discovery.scan(config, loop::awaitAdoption);
    if (!loop.sweepNow(gc)) {
      NOTICES.accept("the sweep after the scan failed or takes long: its census comes later");
    }
  }

  private void reconfigure(Config next) {
    config = next;
    sink.thresholds(WeavingControl.thresholds(next));
    // before the sweeps judge by it
    weaving.weave(next);
    loop.config(next);
    exporter.configure(next);
    discovery.look(next, loop::awaitAdoption);
  }

  /**
   * Leaves the JVM, in the order in which nothing of the application's can meet a part that is
   * gone: no call is handed on any more, the maps get their code back, calls in flight end, threads
   * end.
   */
  private boolean detach() {
    try {
      weaving.stop();
    } catch (WeavingException e) {
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
  public Watched lookAfterHooks(Config judgedBy) {
    Watched watched = weaving.lookAfterHooks(judgedBy, System.nanoTime());
    if (weaving.takeMissed()) {
      discovery.forget();
      discover(judgedBy);
    }
    return watched;
  }

  @Override
  public AgentStatus status(Map<String, Long> growths, long sites, long failedSweeps) {
    return new AgentStatus(
        Version.TEXT,
        mode,
        weaving.hooks(),
        TidemarkHooks5.errors - errorsBefore,
        growths,
        Map.of(
            "cap",
            registry.refusedByCap(),
            "inbox",
            registry.refusedByInbox(),
            "memory",
            registry.refusedByMemory()),
        Map.of("rate", registry.sites().refused()),
        sites,
        failedSweeps,
        discovery.last(),
        holders.seconds(),
        registry.memoryBytes());
  }
}
