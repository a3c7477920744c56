/**
 * The page's script: sorts and filters what is there. It adds no text of others as markup and asks nobody for anything.
 * Without it the page is whole, with every detail open. A change of it needs its new hash in policy.ts.
 */
export const SCRIPT = `
'use strict';
(() => {
  const table = document.getElementById('load-balancers');
  if (table === null) return;
  const all = [...table.tBodies];
  const details = all.map((one) => one.querySelector('details'));
  for (const one of details) one.open = false;
  const form = document.getElementById('filters');
  const count = document.getElementById('count');
  const none = document.getElementById('none');
  const texts = new Map();
  const textOf = (one) => {
    if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
    return texts.get(one);
  };
  const filter = () => {
    const verdict = form.elements.verdict.value;
    const cluster = form.elements.cluster.value;
    const words = form.elements.text.value.toLowerCase().split(' ').filter((word) => word !== '');
    let shown = 0;
    let cost = 0;
    let isCostKnown = true;
    for (const one of all) {
      const fits =
        (verdict === '' || one.dataset.verdict === verdict) &&
        (cluster === '' || one.dataset.cluster === cluster) &&
        words.every((word) => textOf(one).includes(word));
      one.hidden = !fits;
      if (!fits) continue;
      shown += 1;
      if (Number(one.dataset.cost) < 0) isCostKnown = false;
      cost += Number(one.dataset.cost);
    }
    none.hidden = shown > 0;
    count.textContent = shown + ' of ' + all.length + ' shown' + (isCostKnown ? ', about USD ' + cost.toFixed(2) + ' a month' : '');
  };
  const columns = {
    verdict: (one, other) => one.dataset.place - other.dataset.place,
    title: (one, other) => one.dataset.title.localeCompare(other.dataset.title),
    cluster: (one, other) => one.dataset.cluster.localeCompare(other.dataset.cluster),
    waits: (one, other) => one.dataset.waits - other.dataset.waits,
    cost: (one, other) => one.dataset.cost - other.dataset.cost,
  };
  const heads = [...table.tHead.rows[0].cells];
  const sort = (head) => {
    const isUp = head.getAttribute('aria-sort') !== 'ascending';
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending');
    const compare = columns[head.dataset.sort];
    all.sort((one, other) => (isUp ? compare(one, other) : compare(other, one)));
    table.append(...all);
  };
  for (const head of heads) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    button.addEventListener('click', () => sort(head));
    head.replaceChildren(button);
  }
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  let wereOpen = [];
  window.addEventListener('beforeprint', () => {
    wereOpen = details.filter((one) => one.open);
    for (const one of details) one.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const one of details) one.open = wereOpen.includes(one);
  });
  form.hidden = false;
  filter();
})();
`;
