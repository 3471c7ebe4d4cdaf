package io.tidemark.agent.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the module that may use native code: since Java 24 the JVM warns, or refuses, where a
 * library is loaded by code that native access was not granted to, and granting it to an unnamed
 * module, such as the agent's, does nothing. The module goes with its class loader, which nothing
 * but the classes in it holds.
 */
final class LibraryLayer extends ClassLoader {

  private static final String PACKAGE = "io.tidemark.agent.discovery.jvmti";
  private static final String MODULE = "tidemark.jvmti";
  private static final int NATIVE_ACCESS_SINCE = 22;

  private LibraryLayer() {
    super(LibraryLayer.class.getClassLoader());
  }

  /** Loads one of the package's classes in a new module that may use native code. */
  static Class<?> load(String simpleName, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    LibraryLayer loader = new LibraryLayer();
    ModuleDescriptor descriptor = ModuleDescriptor.newModule(MODULE).exports(PACKAGE).build();
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(new OneModule(descriptor), ModuleFinder.of(), Set.of(MODULE));
    ModuleLayer.Controller controller =
        ModuleLayer.defineModules(configuration, List.of(ModuleLayer.boot()), name -> loader);
    Module module = controller.layer().findModule(MODULE).orElseThrow();
    controller.addReads(module, LibraryLayer.class.getModule());
    if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
      grantNativeAccess(module, instrumentation);
    }
    return loader.loadClass(PACKAGE + "." + simpleName);
  }

  private static void grantNativeAccess(Module module, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(LibraryLayer.class.getModule())),
        Set.of(),
        Map.of());
    Method grant = Module.class.getDeclaredMethod("implAddEnableNativeAccess");
    grant.setAccessible(true);
    grant.invoke(module);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/').concat(".class");
    try (InputStream in = getParent().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** Finds one module whose classes come from the class loader. */
  private record OneModule(ModuleDescriptor descriptor) implements ModuleFinder {

    @Override
    public Optional<ModuleReference> find(String name) {
      return name.equals(descriptor.name()) ? Optional.of(reference()) : Optional.empty();
    }

    @Override
    public Set<ModuleReference> findAll() {
      return Set.of(reference());
    }

    private ModuleReference reference() {
      return new ModuleReference(descriptor, URI.create("tidemark:" + descriptor.name())) {
        @Override
        public ModuleReader open() throws IOException {
          throw new IOException("its class loader reads it");
        }
      };
    }
  }
}
