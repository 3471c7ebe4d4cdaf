/**
 * The HTTP server, and who may ask: connections with bounds, TLS, passwords, and the check of the
 * Host header. What is answered is not known here but given as a {@code Handler}.
 *
 * <p>Requests are answered on {@code tidemark-http-io} threads. {@code HttpServer} and {@code
 * Connections} are where the library httpcore is set up; who is let through is in {@code Guard}.
 */
package io.tidemark.exporter.http;
