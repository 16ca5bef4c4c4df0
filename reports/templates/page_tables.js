// ---- findings ----
const STATUS_WORDS = { missing_link: 'link_status', overlap: 'overlap_type', coverage_gap: 'coverage_status' };
const FEW = 15;
const orderOf = (kind) => DATA.kinds.indexOf(kind) + 1 || 99;
const kinds = () => [...new Set(DATA.findings.map((finding) => finding.kind))].sort((a, b) => orderOf(a) - orderOf(b));
const ofKind = (kind) => DATA.findings.filter((finding) => finding.kind === kind);

// Of a long list, what a source states and the first ten; the rest on demand.
function shortList(kind) {
  const held = ofKind(kind);
  return held.length <= FEW ? held : held.filter((finding) => isStated(finding) || finding.rank <= 10);
}

function renderFindings() {
  const jump = (kind) =>
    button(`${t(`kind.${kind}`)} (${number(ofKind(kind).length)})`, () => at(`kind-${kind}`).scrollIntoView(), {
      class: 'chip',
      'data-key': `jump:${kind}`,
    });
  refill(at('panel-findings'), el('h2', t('tab.findings')), el('p.chips', kinds().map(jump)), kinds().map(kindSection));
}

function kindSection(kind) {
  const shown = state.whole.has(kind) ? ofKind(kind) : shortList(kind),
    left = ofKind(kind).length - shown.length;
  const open = () => {
    state.whole.add(kind);
    render();
  };
  return el(
    'section',
    { id: `kind-${kind}` },
    el('h3', t(`kind.${kind}`)),
    has(`kind_note.${kind}`) && el('p.note', t(`kind_note.${kind}`)),
    el('ol.findings', shown.map(findingItem)),
    left > 0 && button(t('finding.more', { n: left }), open, { class: 'more', 'data-key': `more:${kind}` }),
  );
}

function findingTags(finding) {
  return [
    tag(word(STATUS_WORDS[finding.kind] || 'link_status', finding.status), finding.status),
    tag(finding.basis.map((code) => word('basis', code)).join(' + ')),
    tag(finding.grade && t('finding.grade', { grade: finding.grade })),
    tag(finding.confidence && t('finding.confidence', { level: word('confidence', finding.confidence) })),
    tag(word('absence', finding.absence)),
  ];
}

function findingItem(finding) {
  const pair = pairIdOf(finding.actors),
    first = finding.actors.find((id) => ACTOR.has(id));
  const show = () => (PAIR.has(pair) ? choose(null, pair) : choose(first));
  const rows = finding.evidence.map((piece) => el('li', said(piece)));
  return el(
    'li',
    el('h4', finding.rank && badge(finding.rank, lookOf(finding)), el('span', said(finding.headline))),
    el('p', said(finding.reason)),
    el(
      'p.tags',
      findingTags(finding),
      first && button(t('finding.show'), show, { class: 'link', 'data-key': `show:${finding.id}` }),
    ),
    rows.length > 0 && el('details', el('summary', t('finding.evidence', { n: rows.length })), el('ul', rows)),
  );
}

// ---- tables that sort, copy, and follow the filters ----
const sectorShown = (id) => !state.hidden.sector.has(ACTOR.get(id).sector);
const tieShown = (tie) =>
  !state.hidden.type.has(tie.type) &&
  PAIR.has(tie.pair) &&
  !state.hidden.status.has(PAIR.get(tie.pair).status) &&
  [tie.from, tie.to].every(sectorShown);

function actorRow(actor) {
  const cells = [
    actor.id,
    said(actor.name),
    said(sectorOf(actor).name),
    word('actor_kind', actor.kind),
    t(`standing.${actor.standing}`),
    actor.degree,
    neededBy(actor.id),
    actor.programmes.length,
  ];
  return { cells, open: () => choose(actor.id) };
}

function tieRow(tie) {
  const programmes = tie.programmes.map((id) => said(PROGRAMME.get(id)?.name)).join('; ');
  const cells = [
    nameOf(tie.from),
    nameOf(tie.to),
    t(`tie_status.${tie.status}`),
    said(TYPE.get(tie.type)?.name),
    programmes,
    said(tie.evidence),
  ];
  return { cells, open: () => choose(null, tie.pair) };
}

function programmeRow(programme) {
  const who = (...roles) =>
    programme.parts
      .filter((part) => roles.includes(part.role))
      .map((part) => shortOf(part.actor) + (part.status === 'existing' ? '' : ` (${word('tie_status', part.status)})`))
      .join(', ');
  const clusters = programme.clusters.map((code) => said(CLUSTER.get(code)?.name)).join('; ');
  return {
    cells: [
      programme.id,
      said(programme.name),
      clusters,
      who('lead'),
      who('implement'),
      who('support', 'consulted', 'beneficiary'),
    ],
  };
}

// name: columns, the column that names the row, rows
const TABLE = {
  actors: [
    ['id', 'name', 'sector', 'kind', 'standing', 'partners', 'needed', 'programmes'],
    1,
    () => DATA.actors.filter((actor) => sectorShown(actor.id)).map(actorRow),
  ],
  ties: [['from', 'to', 'status', 'type', 'programmes', 'evidence'], 0, () => DATA.ties.filter(tieShown).map(tieRow)],
  programmes: [['id', 'name', 'cluster', 'lead', 'implement', 'others'], 1, () => DATA.programmes.map(programmeRow)],
};

function compareCells(a, b) {
  if (typeof a === 'number' || typeof b === 'number') return (a ?? -1) - (b ?? -1);
  return String(a ?? '').localeCompare(String(b ?? ''), state.lang, { numeric: true });
}

function sortedRows(name) {
  const sort = state.sort[name],
    rows = TABLE[name][2]();
  return sort ? rows.sort((a, b) => sort.way * compareCells(a.cells[sort.column], b.cells[sort.column])) : rows;
}

function renderTables() {
  const names = Object.keys(TABLE).filter((name) => name !== 'programmes' || DATA.programmes.length);
  const name = state.table,
    rows = sortedRows(name),
    counts = hiddenCounts();
  const note = t('table.rows', { n: rows.length }) + (counts.actors + counts.ties ? ` · ${hiddenSentence()}` : '');
  refill(
    at('panel-tables'),
    el(
      'div.row',
      choices(
        t('tab.tables'),
        names,
        name,
        (code) => t(`table.${code}`),
        (code) => {
          state.table = code;
          render();
        },
        'table',
      ),
      button(t('table.copy'), () => copyTable(name), { class: 'tool', 'data-key': 'copy' }),
      el('span.note', note),
    ),
    scroller(t(`table.${name}`), grid(name, rows)),
  );
}

// A wide thing that scrolls by itself, also with the keyboard.
const scroller = (label, child) => el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, child);

function grid(name, rows) {
  const [columns, naming] = TABLE[name];
  return el(
    'table.grid',
    el(
      'thead',
      el(
        'tr',
        columns.map((column, place) => headCell(name, column, place)),
      ),
    ),
    el(
      'tbody',
      rows.map((row, line) =>
        el(
          'tr',
          row.cells.map((cell, place) => (place === naming ? nameCell(row, cell, line) : plainCell(cell))),
        ),
      ),
    ),
  );
}

function headCell(name, column, place) {
  const sort = state.sort[name],
    way = sort && sort.column === place ? sort.way : 0;
  const arrow = way ? (way > 0 ? ' ▲' : ' ▼') : '',
    order = way ? (way > 0 ? 'ascending' : 'descending') : 'none';
  return el(
    'th',
    { scope: 'col', 'aria-sort': order },
    button(t(`column.${column}`) + arrow, () => sortBy(name, place), {
      class: 'sort',
      'data-key': `sort:${place}`,
      title: t('table.sort'),
    }),
  );
}

const nameCell = (row, cell, line) =>
  el('th', { scope: 'row' }, row.open ? button(cell, row.open, { class: 'link', 'data-key': `row:${line}` }) : cell);
const plainCell = (cell) => (typeof cell === 'string' ? el('td', cell) : el('td.number', number(cell)));

function sortBy(name, column) {
  const now = state.sort[name];
  state.sort[name] = { column, way: now && now.column === column ? -now.way : 1 };
  render();
}

// A cell that begins like a formula gets an apostrophe, so that a spreadsheet keeps it as text.
function safeCell(cell) {
  if (typeof cell === 'number') return number(cell);
  return String(cell ?? '')
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/^([=+\-@])/, "'$1");
}

async function copyTable(name) {
  const lines = [TABLE[name][0].map((column) => t(`column.${column}`)), ...sortedRows(name).map((row) => row.cells)];
  const text = lines.map((cells) => cells.map(safeCell).join('\t')).join('\n');
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    done = copyOldWay(text);
  }
  const told = t(done ? 'table.copied' : 'table.not_copied');
  announce(told);
  at('panel-tables').querySelector('.note').textContent = told;
}

function copyOldWay(text) {
  const area = el('textarea.quiet-only');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

// ---- matrix ----
const MARK = { existing: '●', contested: '?', intended: '○', denied: '×', ended: '–', computed: '·' };
const unseen = (a, b) => a.respondent !== 'yes' && b.respondent !== 'yes';
const markOf = (pair) => (CALLED.includes(pair.status) ? number(pair.rank) : MARK[pair.status]);

function renderMatrix() {
  const actors = DATA.sectors.flatMap((sector) => DRAWN.filter((actor) => actor.sector === sector.id && actorShown(actor)));
  const codes = DATA.statuses.filter((code) => DATA.pairs.some((pair) => pair.status === code));
  const key = (code) =>
    el('li', el('span', { class: `mark ${code}` }, CALLED.includes(code) ? 'n' : MARK[code]), t(`status.${code}`));
  const head = actors.map((actor) => el('th', { scope: 'col', title: said(actor.name) }, el('span', shortOf(actor.id))));
  const row = (actor) =>
    el(
      'tr',
      el('th', { scope: 'row', title: said(actor.name) }, shortOf(actor.id)),
      actors.map((column) => matrixCell(actor, column)),
    );
  refill(
    at('panel-matrix'),
    el('h2', t('tab.matrix')),
    el('p.note', t(DATA.roster ? 'matrix.note_roster' : 'matrix.note')),
    el('ul.keys', codes.map(key)),
    scroller(t('tab.matrix'), el('table.matrix', el('thead', el('tr', el('td'), head)), el('tbody', actors.map(row)))),
  );
}

function matrixCell(row, column) {
  if (row === column) return el('td.self');
  const pair = PAIR.get(pairIdOf([row.id, column.id]));
  if (!pair || !pairShown(pair))
    return el(
      'td',
      DATA.roster && unseen(row, column) && el('span', { class: 'unseen', title: t('absence.not_observable') }, '/'),
    );
  const sentence = pairSentence(pair);
  const props = {
    class: `mark ${pair.status}`,
    'data-key': `cell:${row.id}:${column.id}`,
    title: sentence,
    'aria-label': sentence,
  };
  return el(
    'td',
    button(markOf(pair), () => choose(null, pair.id), props),
  );
}

// ---- sources and caveats ----
function sourceRow(source) {
  const cells = [word('source_kind', source.kind), said(source.author), said(source.date), said(source.vantage)];
  return el(
    'tr',
    el('th', { scope: 'row' }, said(source.title)),
    cells.map((cell) => el('td', cell)),
  );
}

function renderSources() {
  const head = ['source', 'source_kind', 'author', 'date', 'vantage'].map((column) =>
    el('th', { scope: 'col' }, t(`column.${column}`)),
  );
  const boundary = said(DATA.study.boundary),
    citation = DATA.study.citation;
  refill(
    at('panel-sources'),
    el('h2', t('sources.heading')),
    scroller(t('sources.heading'), el('table.grid', el('thead', el('tr', head)), el('tbody', DATA.sources.map(sourceRow)))),
    boundary && [el('h3', t('sources.boundary')), el('p', boundary)],
    el('h2', t('sources.cite')),
    citation && [el('h3', t('sources.cite_study')), el('p.cite', citation)],
    el('h3', t('sources.cite_tool')),
    el('p.cite', t('sources.tool', { version: DATA.version })),
    el('h3', t('sources.made')),
    el('p.note', t('sources.renderer')),
  );
}

const ABSENCES = ['recorded_nowhere', 'not_reported', 'one_sided', 'not_observable', 'denied'];
const caveatList = () => DATA.caveats.map((caveat) => el('li', said(caveat)));

function renderCaveats() {
  const meaning = (code) => [el('dt', capital(t(`absence.${code}`))), el('dd', t(`absence_note.${code}`))];
  refill(
    at('panel-caveats'),
    el('h2', t('caveats.heading')),
    el('p.lead', t('caveats.lead')),
    el('ul.caveats', caveatList(), DATA.warnings > 0 && el('li', t('caveats.warnings', { n: DATA.warnings }))),
    el('h3', t('caveats.absence')),
    el('dl', ABSENCES.map(meaning)),
    el('h3', t('caveats.use')),
    el('p', t('caveats.misuse')),
  );
}

const RENDER_TAB = {
  findings: renderFindings,
  tables: renderTables,
  matrix: renderMatrix,
  sources: renderSources,
  caveats: renderCaveats,
};
