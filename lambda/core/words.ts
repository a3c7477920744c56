/** Small phrases that explanations share. Pure; never decides anything. */

/** `10:02`, UTC: the precision in which people compare a reading with what they did. */
export function clockTime(at: Date): string {
  return Number.isNaN(at.getTime()) ? 'an unknown time' : at.toISOString().slice(11, 16);
}

/** `2026-03-01 10:02 UTC`. */
export function dateTime(at: Date): string {
  return Number.isNaN(at.getTime()) ? 'an unknown time' : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `Mon 9 March`, UTC. */
export function dayInWords(at: Date): string {
  if (Number.isNaN(at.getTime())) return 'an unknown day';
  return `${WEEKDAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}

/** `1 Service`, `412 Services`; a number in words is taken as it is. */
export function count(amount: number | string, noun: string, plural = `${noun}s`): string {
  return `${amount} ${String(amount) === '1' ? noun : plural}`;
}

/** `88,310`, `0.2`: to a tenth. */
export function number(value: number): string {
  const [whole = '', tenths] = String(Math.round(value * 10) / 10).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return tenths === undefined ? grouped : `${grouped}.${tenths}`;
}

/** `98 bytes`, `720 kB`, `1.5 GB`: powers of a thousand, as AWS bills. */
export function size(bytes: number): string {
  if (!(bytes >= 1000)) return count(number(Math.round(bytes)), 'byte');
  const units = ['kB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  return `${number(bytes / 1000 ** power)} ${units[power - 1]}`;
}

/** `a, b and 3 more`: names enough to recognise, short enough to read. */
export function listed(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}

/** With a capital at the start and a full stop at the end, whatever an adapter wrote. */
export function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
