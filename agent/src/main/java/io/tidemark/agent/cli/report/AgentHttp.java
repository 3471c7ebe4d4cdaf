package io.tidemark.agent.cli.report;

import io.tidemark.agent.cli.jvm.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;

/**
 * Reads one Tidemark over HTTP, or HTTPS where it speaks that. A certificate is taken as it is: the
 * address is one of this machine's, and the port one that the process itself listens on. For one
 * thread.
 */
public final class AgentHttp {

  private static final int TIMEOUT_MILLIS = 30_000;

  private final InetSocketAddress address;
  private final Optional<String> credentials;
  private String scheme = "http";
  private boolean schemeKnown;

  /**
   * @param credentials {@code name:password}
   */
  public AgentHttp(InetSocketAddress address, Optional<String> credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  /**
   * An answer.
   *
   * @param code the status code
   * @param body its body
   */
  public record Answer(int code, byte[] body) {

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Where it serves, such as {@code http://127.0.0.1:9746/}. */
  public URI base() {
    InetAddress host = address.getAddress();
    String name = host.getHostAddress();
    return URI.create(
        scheme
            + "://"
            + (name.contains(":") ? "[" + name + "]" : name)
            + ":"
            + address.getPort()
            + "/");
  }

  /** Reads what is under a path, whatever the status code is, but for a refusal where it is 401. */
  public Answer get(String path) throws Refusal {
    Answer answer = send(path);
    if (answer.code() == HttpURLConnection.HTTP_UNAUTHORIZED) {
      throw new Refusal(
          base()
              + (credentials.isPresent()
                  ? " refused that name or password"
                  : " asks for a name and a password"),
          "give --user NAME, and the password when asked or in TIDEMARK_CLI_PASSWORD");
    }
    return answer;
  }

  /** Reads what is under a path; anything but 200 is a refusal. */
  public byte[] require(String path) throws Refusal {
    Answer answer = get(path);
    if (answer.code() != HttpURLConnection.HTTP_OK) {
      throw new Refusal(
          base().resolve(path) + " answered " + answer.code() + ": " + answer.text().trim(),
          "try again in a moment");
    }
    return answer.body();
  }

  private Answer send(String path) throws Refusal {
    try {
      return sendOnce(path);
    } catch (ConnectException e) {
      throw unreachable(e);
    } catch (IOException e) {
      if (schemeKnown) {
        throw unreachable(e);
      }
    }
    scheme = "https";
    try {
      return sendOnce(path);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private Answer sendOnce(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) base().resolve(path).toURL().openConnection(Proxy.NO_PROXY);
    if (connection instanceof HttpsURLConnection) {
      AnyCertificate.accept((HttpsURLConnection) connection);
    }
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    if (credentials.isPresent()) {
      String encoded =
          Base64.getEncoder().encodeToString(credentials.get().getBytes(StandardCharsets.UTF_8));
      connection.setRequestProperty("Authorization", "Basic " + encoded);
    }
    int code = connection.getResponseCode();
    if (code < 0) {
      throw new IOException("the answer is not HTTP");
    }
    schemeKnown = true;
    try (InputStream body =
        code < HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getInputStream()
            : connection.getErrorStream()) {
      return new Answer(code, body == null ? new byte[0] : body.readAllBytes());
    }
  }

  private Refusal unreachable(IOException e) {
    return new Refusal(
        base() + " can't be read: " + e.getMessage(),
        "see whether the process still runs; a client certificate can't be given here");
  }
}
