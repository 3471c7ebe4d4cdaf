/**
 * What each path answers: {@code Endpoints} lists them; the page, the JSON and the health checks
 * are classes of their own.
 *
 * <p>Rendered on the thread that answers the request, from one publication. A change of a path
 * begins in {@code Endpoints}, one of the page in {@code CensusPage} and {@code PageStyle}.
 */
package io.tidemark.exporter.web;
