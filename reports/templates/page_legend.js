// ---- legend that filters, with counts of what the study holds ----
function renderLegend() {
  const pairs = DATA.pairs.filter(drawable);
  const count = (items, test) => items.filter(test).length;
  const statuses = DATA.statuses.map((code) => ({
    code,
    mark: lineSample(code),
    name: t(`status.${code}`),
    n: count(pairs, (pair) => pair.status === code),
  }));
  const sectors = DATA.sectors.map((sector) => ({
    code: sector.id,
    mark: icon(sector),
    name: said(sector.name),
    n: count(DRAWN, (actor) => actor.sector === sector.id),
  }));
  const types = DATA.types.map((type) => ({
    code: type.id,
    mark: null,
    name: said(type.name),
    n: count(pairs, (pair) => pair.types.includes(type.id)),
  }));
  fill(at('legend'), { 'aria-label': t('legend.label') });
  refill(
    at('legend'),
    el('p.note', t('legend.note')),
    filterGroup('status', statuses),
    el('ul.marks', marks()),
    filterGroup('sector', sectors),
    filterGroup('type', types),
    asideList(),
  );
}

function filterGroup(group, rows) {
  const shown = rows.filter((row) => row.n);
  return (
    shown.length > 0 &&
    el(
      'section',
      el('h3', t(`legend.${group}`)),
      shown.map((row) => filterRow(group, row)),
    )
  );
}

function filterRow(group, row) {
  const props = {
    type: 'button',
    class: row.code === 'computed' && CALLS ? 'filter extra' : 'filter',
    'data-key': `${group}:${row.code}`,
    'aria-pressed': String(!state.hidden[group].has(row.code)),
    on: { click: () => toggle(group, row.code) },
  };
  return el('button', props, row.mark, el('span', row.name), el('b', number(row.n)));
}

function marks() {
  const called = sign(
    svg('circle', { r: 13, fill: 'none', stroke: LINES.needed[0], 'stroke-width': 2.4 }),
    svg('circle', { r: 6, fill: '#5b6672' }),
  );
  const many = sign(svg('circle', { r: 9, fill: '#e3e7eb', stroke: '#333333', 'stroke-width': 2, 'stroke-dasharray': '4 3' }));
  return [
    DRAWN.some((actor) => actor.standing === 'called') && el('li', called, t('standing.called')),
    DRAWN.some((actor) => actor.placeholder) && el('li', many, t('legend.placeholder')),
  ];
}

function asideList() {
  const item = (actor) =>
    el(
      'li',
      button(said(actor.name), () => choose(actor.id), { class: 'link', 'data-key': `aside:${actor.id}` }),
    );
  return (
    ASIDE.length > 0 && el('details', el('summary', t('legend.aside', { n: ASIDE.length })), el('ul.actors', ASIDE.map(item)))
  );
}

// The line above the map: what filters hide; without filters, what to make of a star.
function renderChips() {
  const chips = hiddenByChoice().map(([group, code]) => chip(group, code));
  if (CALLS && !state.hidden.status.has('computed')) chips.push(addedChip());
  const clear = button(t('filter.clear'), clearFilters, { class: 'link', 'data-key': 'clear' });
  const hub = DATA.star && el('p', { class: 'note', id: 'hub' }, t('map.hub', { name: shortOf(DATA.star) }));
  const undrawn = DATA.undrawn > 0 && el('p', { class: 'note' }, t('map.undrawn', { n: DATA.undrawn }));
  refill(at('chips'), undrawn, chips.length ? [el('span.count', hiddenSentence()), clear, chips] : hub);
}

function chip(group, code) {
  const name = group === 'status' ? t(`status.${code}`) : said((group === 'sector' ? SECTOR : TYPE).get(code)?.name) || code;
  return button(`${name} ×`, () => toggle(group, code), {
    class: 'chip',
    'data-key': `chip:${group}:${code}`,
    'aria-label': t('filter.show', { name }),
  });
}

function addedChip() {
  const name = t('filter.added', { name: t('status.computed') });
  return button(`${name} ×`, () => toggle('status', 'computed'), { class: 'chip', 'data-key': 'chip:computed' });
}

// ---- little pictures: shapes of sectors, samples of lines ----
const CORNERS = {
  square: [4, Math.PI / 4],
  diamond: [4, 0],
  triangle: [3, 0],
  triangleDown: [3, Math.PI],
  hexagon: [6, Math.PI / 6],
  star: [10, 0],
};

function shapePath(shape, r) {
  if (!CORNERS[shape]) return `M${-r},0A${r},${r} 0 1 0 ${r},0A${r},${r} 0 1 0 ${-r},0Z`;
  const [count, turn] = CORNERS[shape];
  const points = Array.from({ length: count }, (_, k) => {
    const far = shape === 'star' && k % 2 ? r * 0.45 : r,
      angle = turn + (2 * Math.PI * k) / count;
    return `${(far * Math.sin(angle)).toFixed(2)},${(-far * Math.cos(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}

// An actor that stands for many is drawn pale, in a dashed outline.
const mix = (part) =>
  Math.round(0.22 * part + 0.78 * 255)
    .toString(16)
    .padStart(2, '0');
const tint = (colour) => `#${[1, 3, 5].map((k) => mix(parseInt(colour.slice(k, k + 2), 16))).join('')}`;

function shapeLook(sector, many) {
  const colour = sector.colour || '#999999';
  return { fill: many ? tint(colour) : colour, stroke: '#333333', 'stroke-dasharray': many ? '3 2' : 'none' };
}

const sign = (...marks_) => svg('svg', { viewBox: '-16 -16 32 32', class: 'icon', 'aria-hidden': 'true' }, marks_);
const iconOf = (actor) => icon(sectorOf(actor), actor.placeholder);

function icon(sector, many = false) {
  return sign(
    svg('path', {
      d: shapePath(sector.shape, sector.shape === 'dot' ? 10 : 13),
      'stroke-width': 1.8,
      ...shapeLook(sector, many),
    }),
  );
}

function lineLook(status, scale = 1) {
  const [colour, width, dashes] = LINES[status];
  return {
    stroke: colour,
    'stroke-width': width,
    'stroke-dasharray': dashes ? dashes.map((length) => length * scale).join(' ') : 'none',
  };
}

function lineSample(status) {
  const rank = CALLED.includes(status) && [
    svg('circle', { cx: 18, cy: 8, r: 7, fill: LINES[status][0], stroke: '#fff' }),
    svg('text', { x: 18, y: 11.2, 'text-anchor': 'middle', 'font-size': 9, 'font-weight': 700, fill: '#fff' }, 'n'),
  ];
  return svg(
    'svg',
    { viewBox: '0 0 36 16', class: 'sample', 'aria-hidden': 'true' },
    svg('line', { x1: 1, y1: 8, x2: 35, y2: 8, ...lineLook(status, 0.8) }),
    rank,
  );
}
