package io.tidemark.exporter.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page's one style sheet, and the policy that lets the browser load that and nothing else. */
final class PageStyle {
  static final String CSS =
      """
      :root{color-scheme:light dark;--bg:#f6f8fa;--card:#fff;--ink:#15212b;--soft:#5b6b79;--line:#dde4ea;
      --tide:#0b7285;--mark:#c2410c;--wait:#a16207;--track:#e9eef2}
      @media(prefers-color-scheme:dark){:root{--bg:#0f1519;--card:#182026;--ink:#e4ebf0;--soft:#93a3b0;
      --line:#2a353d;--tide:#3bc0d3;--mark:#fb923c;--wait:#eab308;--track:#26313a}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",
      Roboto,"Helvetica Neue",Arial,sans-serif}
      main,header,footer{max-width:1180px;margin:0 auto;padding:0 20px}
      header{padding-top:26px;display:flex;flex-wrap:wrap;gap:2px 18px;align-items:baseline}
      h1{font-size:23px;margin:0;letter-spacing:-.01em}
      h1 svg{vertical-align:-3px;margin-right:8px}
      .wave{fill:none;stroke:var(--tide);stroke-width:2.4;stroke-linecap:round}
      .high{stroke:var(--mark)}
      h2{font-size:16px;margin:32px 0 2px}
      p{margin:0 0 10px}.soft,small{color:var(--soft)}small{font-size:13px;display:block}
      .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;margin:18px 0 0}
      .tile,.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:14px 16px}
      .tile b{display:block;font-size:25px;line-height:1.25;font-weight:650;letter-spacing:-.02em}
      .tile.mark b{color:var(--mark)}.tile.wait b{color:var(--wait)}
      .bars{display:grid;grid-template-columns:max-content 1fr max-content;grid-auto-flow:row dense;
      gap:9px 14px;align-items:center}
      .bars span{grid-column:1}.bars .num{grid-column:3}.bars svg{grid-column:2}
      .bars svg{width:100%;height:12px;display:block;border-radius:6px;background:var(--track)}
      .bars .num{font-weight:600}
      .b1{fill:var(--soft)}.b2{fill:var(--tide)}.b3{fill:var(--mark)}
      .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .card.list{padding:0;overflow-x:auto}
      table{border-collapse:collapse;width:100%}
      th{font-size:12px;font-weight:600;color:var(--soft);text-align:left;padding:9px 12px;white-space:nowrap}
      th.num{text-align:right}
      td{border-top:1px solid var(--line);padding:10px 12px;vertical-align:top}
      td small{line-height:1.4}
      th:first-child,td:first-child{padding-left:16px}th:last-child,td:last-child{padding-right:16px}
      .name{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:13px;
      overflow-wrap:anywhere}
      .tag{display:inline-block;font-size:12px;color:var(--tide);border:1px solid var(--line);
      border-radius:99px;padding:0 8px;margin-top:3px}
      details{font-size:13px}summary{color:var(--tide);cursor:pointer;word-break:break-all}
      ol{margin:4px 0 0;padding-left:22px}
      a{color:var(--tide)}footer{padding:26px 20px 40px;color:var(--soft);font-size:14px}
      footer a{margin-right:16px}
      @media(max-width:1100px){thead{display:none}table,tbody,td{display:block}
      tr{display:grid;grid-template-columns:repeat(4,1fr) 1.6fr;gap:3px 14px;
      border-top:1px solid var(--line);padding:10px 16px}tbody tr:first-child{border-top:0}
      td,td:first-child,td:last-child{border:0;padding:0;grid-column:1/-1}
      td.num,td.num:last-child{grid-column:auto;text-align:left}
      td.num::before{content:attr(data-label);display:block;font-size:13px;color:var(--soft)}}
      @media(max-width:760px){main,header,footer{padding-left:14px;padding-right:14px}
      .bars{grid-template-columns:1fr max-content;gap:3px 12px}
      .bars .num{grid-column:2}.bars svg{grid-column:1/-1;margin-bottom:8px}
      tr{display:block;padding:10px 14px}td,td:first-child,td:last-child{padding:3px 0}
      td.num,td.num:last-child{display:flex;justify-content:space-between;text-align:right}
      td.num::before{font-size:inherit}}
      """;

  /** Allows the style sheet by its hash; no script, image, form, frame or connection at all. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(CSS)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private PageStyle() {}

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
