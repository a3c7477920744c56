/**
 * The page of a scan in a real browser: `npm run test:browser`, which needs Chromium (or CHROMIUM with its path). No request
 * may leave, nothing that others wrote may run, and people with a keyboard or a screen reader can use all of it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { EMPTY, FAILED, FEW, HOSTILE_PAGE, MANY } from './pages.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NARROW = { width: 360, height: 740 };
const ORPHANS = 'tbody[data-verdict="orphan"]';

let browser: Browser;
let folder: string;

before(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  folder = await mkdtemp(join(tmpdir(), 'nlb-janitor-page-'));
});

after(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

/** Fails when the page asked for anything but itself, broke its own policy, or threw. */
async function look(html: string, how: BrowserContextOptions, see: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(how);
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    const file = join(folder, 'page.html');
    await writeFile(file, html);
    const address = pathToFileURL(file).href;
    await page.goto(address);
    await see(page);
    assert.deepEqual(requests, [address]);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

/** Of those that are shown, in the order of the page. */
async function verdicts(page: Page): Promise<readonly (string | null)[]> {
  const shown = await page.locator('tbody.one:visible').all();
  return Promise.all(shown.map((one) => one.getAttribute('data-verdict')));
}

// What runs in the page is text: there is no DOM where this file is compiled.
const FAULTS_BY_AXE =
  'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" ")}`))';
const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

async function faultsByAxe(page: Page): Promise<readonly string[]> {
  // By the debugger, which the policy of the page does not bind.
  await page.evaluate(AXE);
  return page.evaluate<readonly string[]>(FAULTS_BY_AXE);
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>(OVERFLOW);
}

void describe('sorting', () => {
  void it('goes by click, and turns round by another', async () => {
    await look(FEW, {}, async (page) => {
      const head = page.locator('th[data-sort="verdict"]');
      await head.getByRole('button').click();
      assert.equal(await head.getAttribute('aria-sort'), 'ascending');
      assert.deepEqual(await verdicts(page), ['orphan', 'orphan', 'unknown', 'leave-alone']);
      await head.getByRole('button').click();
      assert.equal(await head.getAttribute('aria-sort'), 'descending');
      assert.deepEqual(await verdicts(page), ['leave-alone', 'unknown', 'orphan', 'orphan']);
    });
  });

  void it('goes by keyboard, one column at a time', async () => {
    await look(FEW, {}, async (page) => {
      await page.getByRole('button', { name: 'Verdict' }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      const sorted = page.locator('th[aria-sort]');
      assert.equal(await sorted.count(), 1);
      assert.equal(await sorted.getAttribute('data-sort'), 'title');
    });
  });
});

void describe('filters', () => {
  void it('show what fits, and say how many that are', async () => {
    await look(FEW, {}, async (page) => {
      await page.getByLabel('Verdict', { exact: true }).selectOption('orphan');
      assert.deepEqual(await verdicts(page), ['orphan', 'orphan']);
      assert.match((await page.getByRole('status').textContent()) ?? '', /^2 of 4 shown, about USD 53\.24 a month$/);
      await page.getByLabel('Text').fill('cannot TELL');
      assert.deepEqual(await verdicts(page), ['orphan']);
      await page.getByLabel('Text').fill('Payments-Team');
      assert.deepEqual(await verdicts(page), ['orphan']);
      await page.getByLabel('Text').fill('nothing has this');
      assert.deepEqual(await verdicts(page), []);
      assert.ok(await page.getByText('None of them matches').isVisible());
    });
  });
});

void it('a detail opens by keyboard', async () => {
  await look(FEW, {}, async (page) => {
    const evidence = page.locator(ORPHANS).first().getByRole('heading', { name: 'Evidence' });
    assert.equal(await evidence.isVisible(), false);
    await page.locator(`${ORPHANS} summary`).first().focus();
    await page.keyboard.press('Enter');
    assert.equal(await evidence.isVisible(), true);
  });
});

void describe('names of others', () => {
  void it('neither run nor load nor add a tag', async () => {
    await look(HOSTILE_PAGE, {}, async (page) => {
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.locator('body').hover();
      assert.match(await page.title(), /nlb-janitor$/);
      assert.equal(await page.locator('img, h1:has-text("taken")').count(), 0);
      assert.equal(await page.locator('script').count(), 1);
      assert.doesNotMatch(await page.content(), /\p{Cf}|(?!\n)\p{Cc}/u);
    });
  });

  void it('do not make the page wider than it is', async () => {
    for (const viewport of [NARROW, { width: 1240, height: 900 }]) {
      await look(HOSTILE_PAGE, { viewport }, async (page) => {
        for (const summary of await page.locator('summary').all()) await summary.click();
        assert.equal(await overflow(page), 0);
      });
    }
  });
});

void describe('axe finds nothing', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [what, html] of Object.entries({ FEW, EMPTY, FAILED, HOSTILE_PAGE })) {
      void it(`in ${what}, ${colorScheme}, with every detail open`, async () => {
        await look(html, { colorScheme }, async (page) => {
          for (const summary of await page.locator('summary').all()) await summary.click();
          assert.deepEqual(await faultsByAxe(page), []);
        });
      });
    }

    void it(`narrow, ${colorScheme}`, async () => {
      await look(FEW, { colorScheme, viewport: NARROW }, async (page) => {
        assert.deepEqual(await faultsByAxe(page), []);
        assert.equal(await overflow(page), 0);
      });
    });
  }
});

void it('without a script everything is there to read, and nothing that would not work', async () => {
  await look(FEW, { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator('tbody.one:visible').count(), 4);
    assert.equal(await page.getByRole('heading', { name: 'Evidence' }).count(), 4);
    assert.ok(await page.getByRole('heading', { name: 'Evidence' }).first().isVisible());
    assert.equal(await page.locator('form:visible, button:visible').count(), 0);
  });
});

void it('printed, every detail is open and the filters are gone', async () => {
  await look(FEW, {}, async (page) => {
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('window.dispatchEvent(new Event("beforeprint"))');
    assert.equal(await page.locator('details:not([open])').count(), 0);
    assert.equal(await page.locator('form:visible').count(), 0);
    await page.evaluate('window.dispatchEvent(new Event("afterprint"))');
    assert.equal(await page.locator('details[open]').count(), 0);
  });
});

void it('2,000 load balancers are shown, sorted and filtered', async () => {
  await look(MANY, {}, async (page) => {
    assert.equal(await page.locator('tbody.one').count(), 2000);
    await page.getByRole('button', { name: 'Service, load balancer' }).click();
    await page.getByLabel('Text').fill('nlb-1999');
    assert.equal(await page.locator('tbody.one:visible').count(), 1);
    assert.match((await page.getByRole('status').textContent()) ?? '', /^1 of 2000 shown/);
  });
});
