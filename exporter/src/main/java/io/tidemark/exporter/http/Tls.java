package io.tidemark.exporter.http;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * HTTPS, as jmx_exporter's {@code httpServer.ssl} describes it. Immutable.
 *
 * @param keys the server's key and certificate
 * @param certificateAlias which of them; the key manager's choice where absent
 * @param trusted the authorities of the clients' certificates; present exactly for mutual TLS,
 *     where every client must have one
 */
public record Tls(Store keys, Optional<String> certificateAlias, Optional<Store> trusted) {

  public Tls {
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(certificateAlias, "certificateAlias");
    Objects.requireNonNull(trusted, "trusted");
  }

  /** By hand, as in {@link io.tidemark.exporter.ExporterSettings#equals}. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Tls that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<Object> parts() {
    return List.of(keys, certificateAlias, trusted);
  }

  /**
   * A key store or a trust store; whether the file can be read is not known here.
   *
   * @param file its path
   * @param password of the store and of its keys
   * @param type such as {@code PKCS12}; the JDK's default type where absent
   */
  public record Store(String file, String password, Optional<String> type) {

    public Store {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(password, "password");
      Objects.requireNonNull(type, "type");
    }

    /** By hand, as in {@link io.tidemark.exporter.ExporterSettings#equals}. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Store that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
      return parts().hashCode();
    }

    private List<Object> parts() {
      return List.of(file, password, type);
    }

    /** Names the file, never the password. */
    @Override
    public String toString() {
      return "Store[file=" + file + ", type=" + type + "]";
    }
  }
}
