package io.tidemark.exporter.http;

import io.tidemark.exporter.ExporterSettings.Tls;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContextBuilder;

/**
 * What HTTPS needs. Immutable.
 *
 * @param mutual whether a client must show a certificate
 */
public record TlsServer(SSLContext context, boolean mutual) {

  /**
   * Reads the stores.
   *
   * @throws IOException where a file or its password is wrong; the message says which file
   * @throws GeneralSecurityException where a store's content or type is wrong
   */
  public static TlsServer load(Tls tls) throws IOException, GeneralSecurityException {
    char[] password = tls.keyStorePassword().toCharArray();
    KeyStore keys =
        store(tls.keyStore(), tls.keyStoreType().orElse(KeyStore.getDefaultType()), password);
    String alias = tls.certificateAlias().orElse(null);
    if (alias != null && !keys.isKeyEntry(alias)) {
      throw new GeneralSecurityException(tls.keyStore() + " has no key with the alias " + alias);
    }
    SSLContextBuilder builder = SSLContextBuilder.create();
    builder.loadKeyMaterial(keys, password, alias == null ? null : (aliases, parameters) -> alias);
    if (tls.trustStore().isPresent()) {
      builder.loadTrustMaterial(
          store(
              tls.trustStore().get(),
              tls.trustStoreType().orElse(KeyStore.getDefaultType()),
              tls.trustStorePassword().map(String::toCharArray).orElse(null)),
          null);
    }
    return new TlsServer(builder.build(), tls.mutualTls());
  }

  private static KeyStore store(String file, String type, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    try (var in = new java.io.FileInputStream(new File(file))) {
      store.load(in, password);
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    return store;
  }
}
