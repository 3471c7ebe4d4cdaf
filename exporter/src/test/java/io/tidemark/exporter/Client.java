package io.tidemark.exporter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** An HTTP client that sends exactly what it is told, over sockets. */
public final class Client {
  private final int port;
  private final SocketSource sockets;

  /** Where connections come from. */
  public interface SocketSource {
    Socket open(int port) throws IOException;
  }

  public record Answer(int status, Map<String, String> headers, byte[] body) {
    public String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    public String unzipped() {
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  public Client(int port) {
    this(port, taken -> new Socket(InetAddress.getLoopbackAddress(), taken));
  }

  public Client(int port, SocketSource sockets) {
    this.port = port;
    this.sockets = sockets;
  }

  /** A connection on which a read that takes half a minute fails. */
  public Socket open() throws IOException {
    Socket socket = sockets.open(port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  public Answer get(String path, String... headers) throws IOException {
    return send("GET", path, headers);
  }

  /** Sends a request for one answer; a Host header is added where none is given. */
  public Answer send(String method, String path, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
      head.append("Host: localhost:").append(port).append("\r\n");
    }
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    try (Socket socket = open()) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      return read(socket.getInputStream(), method.equals("HEAD"));
    }
  }

  /** Reads one answer; where it is to have a head only, all that follows is its body. */
  public static Answer read(InputStream in, boolean headOnly) throws IOException {
    String statusLine = line(in);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (!headOnly && "chunked".equals(headers.get("transfer-encoding"))) {
      for (int size = size(in); size > 0; size = size(in)) {
        body.write(in.readNBytes(size));
        line(in);
      }
      line(in);
    } else if (!headOnly && headers.containsKey("content-length")) {
      body.write(in.readNBytes(Integer.parseInt(headers.get("content-length"))));
    } else {
      body.write(in.readAllBytes());
    }
    return new Answer(Integer.parseInt(statusLine.split(" ")[1]), headers, body.toByteArray());
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the connection ended after: " + line);
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
