package io.tidemark.exporter.http;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContextBuilder;

/**
 * What HTTPS needs, read from files that may be renewed while the server runs. Any thread may ask;
 * {@link #renew} is for one.
 */
public final class TlsServer {

  private final Tls tls;
  private volatile SSLContext context;

  /** When the files that are in use were written, and their lengths. */
  private List<Long> used;

  /** The same of what was there at the last look. */
  private List<Long> seen;

  private TlsServer(Tls tls) throws IOException, GeneralSecurityException {
    this.tls = tls;
    used = stamps();
    seen = used;
    context = read();
  }

  /**
   * Reads the stores.
   *
   * @throws IOException where a file or its password is wrong; the message says which file
   * @throws GeneralSecurityException where a store's content or type is wrong
   */
  public static TlsServer load(Tls tls) throws IOException, GeneralSecurityException {
    return new TlsServer(tls);
  }

  /**
   * Reads the stores again where their files have changed, and not since the last call: whoever
   * writes them may not be done. Connections that are made from then on go by them.
   *
   * @throws IOException as for {@link #load}: the earlier ones stay in use, until the files change
   *     once more
   * @throws GeneralSecurityException the same
   */
  public void renew() throws IOException, GeneralSecurityException {
    List<Long> now = stamps();
    boolean written = now.equals(seen);
    seen = now;
    if (written && !now.equals(used)) {
      used = now;
      context = read();
    }
  }

  /** For the next connection. */
  SSLContext context() {
    return context;
  }

  /** Whether a client must show a certificate. */
  boolean mutual() {
    return tls.trusted().isPresent();
  }

  private List<Long> stamps() {
    File keys = new File(tls.keys().file());
    File trusted = new File(tls.trusted().orElse(tls.keys()).file());
    return List.of(keys.lastModified(), keys.length(), trusted.lastModified(), trusted.length());
  }

  private SSLContext read() throws IOException, GeneralSecurityException {
    char[] password = tls.keys().password().toCharArray();
    KeyStore keys = load(tls.keys());
    String alias = tls.certificateAlias().orElse(null);
    if (alias != null && !keys.isKeyEntry(alias)) {
      throw new GeneralSecurityException(tls.keys().file() + " has no key with the alias " + alias);
    }
    SSLContextBuilder builder = SSLContextBuilder.create();
    builder.loadKeyMaterial(keys, password, alias == null ? null : (aliases, parameters) -> alias);
    if (tls.trusted().isPresent()) {
      builder.loadTrustMaterial(load(tls.trusted().get()), null);
    }
    return builder.build();
  }

  private static KeyStore load(Tls.Store store) throws IOException, GeneralSecurityException {
    KeyStore loaded = KeyStore.getInstance(store.type().orElse(KeyStore.getDefaultType()));
    try (FileInputStream in = new FileInputStream(store.file())) {
      loaded.load(in, store.password().toCharArray());
    } catch (IOException e) {
      throw new IOException(store.file() + ": " + e.getMessage(), e);
    }
    return loaded;
  }
}
