/** The page's style: light or dark as the reader's system is, narrow or printed. A change needs its new hash in policy.ts. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f5f6f4; --card: #fff; --text: #1b211f; --quiet: #56605c; --line: #dce1de; --link: #0b5c4a; --focus: #0b5c4a;
  --orphan: #a3201a; --orphan-soft: #fdeceb; --unknown: #7a4b00; --unknown-soft: #fdf1da;
  --in-use: #17613a; --in-use-soft: #e4f4ea; --leave-alone: #46515c; --leave-alone-soft: #e9edf1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #111514; --card: #1a201e; --text: #e6ebe9; --quiet: #a3aeaa; --line: #303836; --link: #7fd6bd; --focus: #7fd6bd;
    --orphan: #ff9f98; --orphan-soft: #43201e; --unknown: #f5c875; --unknown-soft: #3d2f13;
    --in-use: #8adba9; --in-use-soft: #17362a; --leave-alone: #b9c4ce; --leave-alone-soft: #2a3138;
  }
}
* { box-sizing: border-box; }
body { margin: 0; overflow-wrap: anywhere; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 28px 64px; }
[hidden] { display: none !important; }
h1 { margin: 0; max-width: 24ch; font-size: clamp(28px, 5vw, 46px); line-height: 1.12; letter-spacing: -.02em; text-wrap: balance; }
h2 { margin: 0 0 4px; font-size: 19px; letter-spacing: -.01em; }
h3 { margin: 0 0 6px; color: var(--quiet); font-size: 13px; font-weight: 600; }
p { margin: 4px 0; }
bdi, dd, code { overflow-wrap: anywhere; }
code { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.product { margin: 0 0 10px; color: var(--link); font-weight: 700; }
.quiet, .regions { color: var(--quiet); font-size: 13px; }
.lead { margin-top: 12px; font-size: 17px; }
.tiles, .waits ul, .regions, .cards { margin: 0; padding: 0; list-style: none; }
.tiles { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 12px; margin: 28px 0 20px; }
.tile { padding: 14px 18px 16px; border-radius: 12px; }
.tile b { display: block; font-size: 34px; line-height: 1.15; font-variant-numeric: tabular-nums; }
.tile span { font-weight: 600; }
.tile small { display: block; font-size: 13px; }
.orphan { background: var(--orphan-soft); color: var(--orphan); }
.unknown { background: var(--unknown-soft); color: var(--unknown); }
.in-use { background: var(--in-use-soft); color: var(--in-use); }
.leave-alone { background: var(--leave-alone-soft); color: var(--leave-alone); }
.waits, .waits ul { display: flex; flex-wrap: wrap; gap: 4px 18px; }
.waits { margin-bottom: 6px; }
main > section { margin: 28px 0; padding: 20px 22px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
.failed { border-color: var(--orphan); }
.failed h2 { color: var(--orphan); }
main > section dl { margin: 12px 0 0; }
main > section dl > div { padding: 8px 0; border-top: 1px solid var(--line); }
dt { font-weight: 600; }
dd { margin: 0; }
.cards { display: grid; gap: 14px; margin-top: 10px; }
main > h2 { margin: 34px 0 8px; }
.filters { display: flex; flex-wrap: wrap; gap: 12px; margin: 10px 0 8px; }
.filters > div { min-width: 0; max-width: 100%; }
.filters label { display: block; margin-bottom: 4px; font-size: 13px; font-weight: 600; }
.filters .wide { flex: 1 1 240px; }
.filters select, .filters input { width: 100%; min-width: 0; max-width: 100%; height: 40px; padding: 0 10px; border: 1px solid var(--quiet); border-radius: 8px; background: var(--card); color: var(--text); font: inherit; }
.filters ::placeholder { color: var(--quiet); opacity: 1; }
table { width: 100%; margin-top: 10px; border-spacing: 0; border: 1px solid var(--line); border-radius: 12px; background: var(--card); table-layout: fixed; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: 12px 16px; text-align: left; vertical-align: top; font-weight: inherit; overflow-wrap: anywhere; }
thead th { padding: 6px 8px; border-bottom: 1px solid var(--line); color: var(--quiet); font-size: 13px; font-weight: 600; }
thead th:nth-child(1) { width: 118px; }
thead th:nth-child(3) { width: 15%; }
thead th:nth-child(4) { width: 29%; }
thead th:nth-child(5) { width: 142px; }
thead button { padding: 6px 8px; border: 0; border-radius: 6px; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
thead button:hover { color: var(--text); text-decoration: underline; }
[aria-sort] button { color: var(--text); }
[aria-sort="ascending"] button::after { content: " \\2191"; }
[aria-sort="descending"] button::after { content: " \\2193"; }
tbody th { font-weight: 600; }
th small, td small { display: block; color: var(--quiet); font-size: 13px; font-weight: 400; }
tbody + tbody > tr:first-child > * { border-top: 1px solid var(--line); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.verdict { display: inline-block; padding: 1px 10px; border-radius: 99px; font-size: 13px; font-weight: 600; white-space: nowrap; }
.more > td { padding: 0 16px 14px 134px; }
summary { color: var(--quiet); cursor: pointer; }
summary:hover { color: var(--text); }
.tag { display: inline-block; padding: 0 8px; border-radius: 99px; background: var(--unknown-soft); color: var(--unknown); font-size: 13px; font-weight: 600; }
.detail { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 20px 32px; margin-top: 14px; font-size: 14px; }
.detail ul { margin: 0; padding-left: 18px; }
.detail dl { margin: 0; }
.detail dl > div { display: grid; grid-template-columns: 84px minmax(0, 1fr); gap: 8px; }
.detail dt { color: var(--quiet); font-weight: 400; }
.timeline { margin: 0 0 8px; padding: 0; list-style: none; }
.timeline li { position: relative; padding: 0 0 8px 20px; }
.timeline li::before { content: ""; position: absolute; left: 2px; top: 7px; width: 8px; height: 8px; border-radius: 50%; background: var(--link); }
.timeline li:not(:last-child)::after { content: ""; position: absolute; left: 5.5px; top: 16px; bottom: -6px; width: 1px; background: var(--quiet); }
.empty { padding: 28px; border: 1px dashed var(--quiet); border-radius: 12px; color: var(--quiet); text-align: center; }
@media (max-width: 760px) {
  main { padding: 24px 16px 48px; }
  .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .detail { grid-template-columns: minmax(0, 1fr); }
  table, tbody, thead { display: block; }
  thead tr { display: flex; flex-wrap: wrap; }
  thead th { padding: 2px 8px; }
  thead .number, thead .number button { text-align: left; }
  .usd::before { content: "USD "; }
  thead th:nth-child(n) { width: auto; border: 0; text-align: left; }
  tbody tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 12px; padding: 12px 14px 0; }
  tbody tr > * { display: block; padding: 0; }
  tbody tr > th { grid-row: 1; grid-column: 1; }
  tbody tr > td:first-child:not([colspan]) { grid-row: 1; grid-column: 2; }
  tbody + tbody > tr:first-child > * { border: 0; }
  tbody + tbody { border-top: 1px solid var(--line); }
  .number { text-align: right; }
  tbody tr > td:nth-child(4) { grid-column: 1; }
  tbody tr > td:nth-child(3) { grid-column: 1 / -1; }
  .more > td { grid-column: 1 / -1; padding: 2px 0 14px; }
}
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --text: #000; --quiet: #444; --line: #bbb; }
  main { max-width: none; padding: 0; }
  .filters, #count { display: none; }
  tbody, .tile { break-inside: avoid; }
}
`;
