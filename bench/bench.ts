/**
 * `npm run bench`: what judging fleets of three sizes costs in AWS calls, Kubernetes requests, time and memory, against
 * an account in a box on this machine. Prints a table, and whether the aims were reached; exit status 1 when one was
 * not.
 */
import { count } from '../lambda/core/words.ts';
import { aimsOf, elbCalls } from './aims.ts';
import { answerAims, answerCosts, answerLines } from './answers.ts';
import { bundleOf } from './bundle.ts';
import { SERVICES_IN_LARGEST } from './fleet.ts';
import { functionAims, functionLines, measureFunctions } from './functions.ts';
import { lifeCycleCosts } from './life-cycle.ts';
import { measure, type Measured } from './measure.ts';
import { pageAims, pageCosts, pageLines } from './page.ts';
import { sourceCosts, sourceLines } from './sources.ts';

const FLEETS = [
  { loadBalancers: 100, clusters: 1 },
  { loadBalancers: 1000, clusters: 20 },
  { loadBalancers: 5000, clusters: 100 },
];
/** Waiting for the rate limit takes seconds with 100 NLBs and minutes with 5,000. */
const LARGEST_PACED = 100;

type Column = readonly [title: string, cell: (measured: Measured) => string];

const COLUMNS: readonly Column[] = [
  ['NLBs', ({ size }) => number(size.loadBalancers)],
  ['orphans', ({ orphans }) => number(orphans)],
  ['clusters', ({ size }) => number(size.clusters)],
  ['ELBv2 calls', (measured) => number(elbCalls(measured))],
  ['K8s requests', ({ kubernetes }) => number(kubernetes.requests)],
  ['K8s MB', ({ kubernetes }) => megabytes(kubernetes.bytes)],
  ['seconds', ({ unpaced }) => seconds(unpaced.wallMs)],
  ['CPU s', ({ unpaced }) => seconds(unpaced.cpuMs)],
  ['peak MB', ({ unpaced }) => megabytes(unpaced.peakBytes)],
  ['small heap MB', ({ smallHeap }) => megabytes(smallHeap.peakBytes)],
  ['paced s, computed', ({ pacedComputedMs }) => seconds(pacedComputedMs)],
  ['paced s', ({ pacedMeasuredMs }) => (pacedMeasuredMs === undefined ? '-' : seconds(pacedMeasuredMs))],
];

const bundle = await bundleOf('janitor.ts');
const all: Measured[] = [];
for (const size of FLEETS) {
  console.error(`Measuring ${count(size.loadBalancers, 'NLB')} in ${count(size.clusters, 'cluster')}`);
  all.push(await measure(size, { janitor: bundle.file, alsoPaced: size.loadBalancers <= LARGEST_PACED }));
}
await bundle.remove();

console.log(`One in ten NLBs is an orphan; the largest cluster has ${number(SERVICES_IN_LARGEST)} Services.`);
console.log('Paced: with the rate limit that the janitor sets itself for ELBv2, half of what the account has.');
console.log(
  'Small heap: V8 held to 128 MB, which shows the need; peak MB is what Node takes on a machine that has it.',
);
console.log('The janitor runs as one bundled file, as the Lambda functions do.');
console.log('Seconds and milliseconds are upper bounds: other work on this machine adds to them.\n');
const rows = [COLUMNS.map(([title]) => title), ...all.map((measured) => COLUMNS.map(([, cell]) => cell(measured)))];
const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
for (const row of rows) console.log(row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));

for (const measured of all) {
  console.log(`\n${number(measured.size.loadBalancers)} NLBs, AWS calls by action`);
  for (const [action, times] of measured.awsCalls) console.log(`  ${number(times).padStart(6)}  ${action}`);
  for (const { text, isReached } of aimsOf(measured)) console.log(`  ${isReached ? 'reached' : 'MISSED '}  ${text}`);
}
const { quarantine, deletion } = await lifeCycleCosts();
console.log('\nOne more NLB with one target group, AWS calls beyond the scan');
console.log(
  `  quarantine and notice: ${quarantine.reads} reads, ${quarantine.writes} writes; one Publish for each digest`,
);
console.log(`  delete with snapshot and target group: ${deletion.reads} reads, ${deletion.writes} writes`);

console.error('Answering in a large fleet');
const answers = await answerCosts();
console.log(`\n${answerLines(answers).join('\n')}`);
for (const { text, isReached } of answerAims(answers)) console.log(`  ${isReached ? 'reached' : 'MISSED '}  ${text}`);

console.error('Storing the page of a large fleet');
const page = await pageCosts();
console.log(`\n${pageLines(page).join('\n')}`);
for (const { text, isReached } of pageAims(page)) console.log(`  ${isReached ? 'reached' : 'MISSED '}  ${text}`);

console.error('Looking for users outside Kubernetes');
console.log(`\n${sourceLines(await sourceCosts()).join('\n')}`);

console.error('Loading the functions as they are deployed');
const functions = await measureFunctions();
console.log(`\n${functionLines(functions).join('\n')}`);
for (const { text, isReached } of functionAims(functions))
  console.log(`  ${isReached ? 'reached' : 'MISSED '}  ${text}`);

const aims = [...all.flatMap(aimsOf), ...answerAims(answers), ...pageAims(page), ...functionAims(functions)];
if (aims.some(({ isReached }) => !isReached)) process.exitCode = 1;

function number(value: number): string {
  return value.toLocaleString('en');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

function megabytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
