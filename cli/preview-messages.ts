/**
 * `nlb-janitor preview-messages`: every kind of message as files to look at, made from the demo's account. No AWS, no
 * network. Writes into a folder of its own, and never over what it did not write.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { slackMessageFor } from '../lambda/core/report/topic-message.ts';
import { count } from '../lambda/core/words.ts';
import { CouldNotError, EXIT, UsageError } from './errors.ts';
import type { Output } from './output.ts';
import { PREVIEW_KINDS } from './preview-messages/list.ts';
import { indexPage, messagePage, type Shown } from './preview-messages/page.ts';
import { sandboxNews } from './preview-messages/sandbox-news.ts';

interface PreviewOptions {
  /** Folder; made where it is not there. */
  readonly output: string;
}

export async function previewMessages({ output: folder }: PreviewOptions, output: Output): Promise<number> {
  if (folder.trim() === '') throw new UsageError('--output: is blank; name a folder');
  const files = filesOf(await shownMessages());
  await refuseForeign(folder, new Set(files.keys()));
  for (const [name, text] of files) await written(join(folder, name), () => writeFile(join(folder, name), text));
  // The page leads to all the others: a hundred names would push it out of sight.
  output.result(
    `${count(files.size, 'file')} in ${folder}. Open ${join(folder, 'index.html')} in a browser: it links every message.\n`,
  );
  return EXIT.judged;
}

async function shownMessages(): Promise<readonly Shown[]> {
  const sandbox = await sandboxNews();
  return PREVIEW_KINDS.map(({ file, says, message }) => {
    const { subject, mail, body, cards } = message(sandbox);
    return { file, says, subject, mail, cards, slack: slackMessageFor(subject, body) };
  });
}

/** By name. */
function filesOf(all: readonly Shown[]): ReadonlyMap<string, string> {
  return new Map<string, string>([
    ['index.html', indexPage(all)],
    ...all.flatMap((one): (readonly [string, string])[] => [
      [`${one.file}.html`, messagePage(one)],
      // Block Kit Builder takes the blocks alone.
      [`${one.file}.json`, `${JSON.stringify({ blocks: one.slack.blocks }, null, 2)}\n`],
      // Each is a message for the topic of the chat.
      ...(one.cards.length === 0
        ? []
        : [[`${one.file}.cards.json`, `${JSON.stringify(one.cards.map(asObject), null, 2)}\n`] as const]),
      ...(one.mail === undefined ? [] : [[`${one.file}.txt`, `Subject: ${one.subject}\n\n${one.mail}`] as const]),
    ]),
  ]);
}

function asObject(json: string): unknown {
  return JSON.parse(json);
}

/** Nothing is written into a folder that holds anything but an earlier preview. */
async function refuseForeign(folder: string, ours: ReadonlySet<string>): Promise<void> {
  await written(folder, () => mkdir(folder, { recursive: true }));
  const entries = await written(folder, () => readdir(folder, { withFileTypes: true }));
  const foreign = entries.find((entry) => !entry.isFile() || !ours.has(entry.name));
  if (foreign === undefined) return;
  throw new UsageError(
    `--output ${folder}: holds ${foreign.name}, which is no file of a preview; name a new or empty folder`,
  );
}

async function written<T>(path: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new CouldNotError(`${path}: could not be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
