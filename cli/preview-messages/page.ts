/**
 * The pages of a preview: one for each message, with Slack's view and the e-mail, and an index. Light or dark as the
 * reader's system is. They hold no script, load nothing, and a browser is told to allow neither.
 */
import { createHash } from 'node:crypto';
import type { SlackMessage } from '../../lambda/core/report/chat.ts';
import { blocksAsHtml, escapeHtml, unescapeSlack } from './block-kit-html.ts';
import { chatCardAsHtml } from './chat-card-html.ts';

export interface Shown {
  readonly file: string;
  readonly says: string;
  readonly subject: string;
  readonly mail: string | undefined;
  readonly slack: SlackMessage;
  /** JSON of the cards in the chat. */
  readonly cards: readonly string[];
}

export function messagePage({ says, subject, mail, slack, cards, file }: Shown): string {
  const mailView =
    mail === undefined
      ? '<p class="quiet">AWS writes the e-mail of an alarm.</p>'
      : `<div class="mail"><p class="subject">${escapeHtml(subject)}</p><pre>${escapeHtml(mail)}</pre></div>`;
  return page(
    says,
    `<p class="quiet"><a href="index.html">All messages</a> · <a href="${file}.json">Slack JSON</a>${cards.length === 0 ? '' : ` · <a href="${file}.cards.json">cards of the chat</a>`}${mail === undefined ? '' : ` · <a href="${file}.txt">mail text</a>`}</p>
<h1>${escapeHtml(says)}</h1>
<div class="views">
<section><h3>In Slack, by webhook (setting slack)</h3>
<div class="slack"><div class="icon" aria-hidden="true">nj</div><div class="message">
<p class="author"><strong>nlb-janitor</strong> <span class="app">APP</span></p>
${blocksAsHtml(slack.blocks)}
</div></div>
<p class="quiet">As a notification: ${escapeHtml(unescapeSlack(slack.text))}</p>${chatView(cards)}</section>
<section><h3>By e-mail</h3>
${mailView}</section>
</div>`,
  );
}

function chatView(cards: readonly string[]): string {
  if (cards.length === 0) return '';
  return `
<h3>In the chat, with buttons (setting chat)</h3>
${cards.map(chatCardAsHtml).join('\n')}`;
}

export function indexPage(all: readonly Shown[]): string {
  const rows = all.map(
    ({ file, says, subject }) =>
      `<li><a href="${file}.html">${escapeHtml(says)}</a><br><span class="quiet">${escapeHtml(subject)}</span></li>`,
  );
  return page(
    'Messages of nlb-janitor',
    `<h1>Messages of nlb-janitor</h1>
<p>Every kind of message, made from the account of the demo: in Slack, by e-mail, and as a card with buttons in the chat. Each <code>.json</code> but the <code>.cards.json</code> can be pasted into Slack's Block Kit Builder.</p>
<ul class="index">
${rows.join('\n')}
</ul>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const STYLE = `
:root { --page: #f6f6f6; --card: #fff; --text: #1d1c1d; --quiet: #616061; --line: #ddd; --link: #1264a3; --code: #c01343; --codebox: #f7f7f7; }
@media (prefers-color-scheme: dark) {
  :root { --page: #121315; --card: #1a1d21; --text: #d1d2d3; --quiet: #9a9b9e; --line: #35373b; --link: #1d9bd1; --code: #e8912d; --codebox: #232529; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1360px; background: var(--page); color: var(--text); font: 15px/1.46 Lato, "Helvetica Neue", Arial, sans-serif; }
h1 { margin: 8px 0 16px; font-size: 22px; }
h3 { margin: 0 0 8px; font-size: 13px; color: var(--quiet); }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
hr { margin: 16px 0; border: 0; border-top: 1px solid var(--line); }
code { padding: 1px 3px; border: 1px solid var(--line); border-radius: 3px; background: var(--codebox); color: var(--code); font: 12px/1.5 Monaco, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.views { display: grid; gap: 24px; grid-template-columns: minmax(0, 1fr) minmax(0, 630px); align-items: start; }
@media (max-width: 1000px) { .views { grid-template-columns: minmax(0, 1fr); } }
.slack, .mail { padding: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.slack { display: flex; gap: 10px; }
.icon { flex: none; width: 36px; height: 36px; border-radius: 6px; background: #2f6f5e; color: #fff; font-weight: 700; line-height: 36px; text-align: center; }
.message { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.author { margin: 0; }
.app { padding: 0 3px; border-radius: 2px; background: var(--line); color: var(--quiet); font-size: 10px; font-weight: 700; vertical-align: 1px; }
.header { margin: 6px 0 8px; font-size: 18px; }
.section { margin: 0 0 12px; }
.context { color: var(--quiet); font-size: 13px; }
.mail pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.5 Monaco, Menlo, Consolas, monospace; }
.subject { margin: 0 0 12px; padding-bottom: 12px; border-bottom: 1px solid var(--line); font-weight: 700; }
.quiet { color: var(--quiet); font-size: 13px; }
.card { margin-bottom: 12px; }
.button { display: inline-block; padding: 4px 12px; border: 1px solid var(--line); border-radius: 4px; font-weight: 700; }
.index li { margin-bottom: 10px; }
`;

const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;
