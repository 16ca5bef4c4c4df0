// The network page: what it knows, what is chosen, words, small helpers. Text from the study is only ever
// put in as text (textContent, attributes by name); nothing is parsed as markup, nothing is evaluated.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const DATA = read('data'),
  LINES = read('lines'),
  GRAPH = { nodes: read('nodes'), edges: read('edges'), options: read('options') };
const byId = (items) => new Map(items.map((item) => [item.id, item]));
const ACTOR = byId(DATA.actors),
  PAIR = byId(DATA.pairs),
  TIE = byId(DATA.ties),
  FINDING = byId(DATA.findings);
const PROGRAMME = byId(DATA.programmes),
  SECTOR = byId(DATA.sectors),
  TYPE = byId(DATA.types),
  CLUSTER = byId(DATA.clusters);
const TABS = ['map', 'findings', 'tables', 'matrix', 'sources', 'caveats'];
const FILTERS = ['status', 'sector', 'type'];
const CALLED = ['needed', 'partial'];
// Where no source calls for a link, the computed ones are what there is to show.
const CALLS = DATA.pairs.some((pair) => CALLED.includes(pair.status));
const HIDDEN_AT_FIRST = CALLS ? ['computed'] : [];
const LIST_AT_FIRST = CALLS ? 'gaps' : 'computed';
const DRAWN = DATA.actors.filter((actor) => actor.at);
const ASIDE = DATA.actors.filter((actor) => !actor.at);
const PAIRS_OF = new Map(DATA.actors.map((actor) => [actor.id, []]));
DATA.pairs.forEach((pair) => pair.ends.forEach((end) => PAIRS_OF.get(end).push(pair)));

const state = {
  lang: DATA.opening,
  tab: 'map',
  actor: null,
  pair: null,
  list: LIST_AT_FIRST,
  all: false,
  trail: [],
  whole: new Set(),
  table: 'actors',
  sort: {},
  hidden: { status: new Set(HIDDEN_AT_FIRST), sector: new Set(), type: new Set() },
};

// ---- words ----
const BLANK = /\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}/g;
const number = (value) =>
  value === null || value === undefined
    ? '–'
    : typeof value === 'number'
      ? value.toLocaleString(state.lang === 'id' ? 'id-ID' : 'en-GB')
      : String(value);

function t(key, values = {}) {
  const text = DATA.texts[state.lang][key];
  if (text === undefined) return key;
  return text.replace(BLANK, (_, name, one, many) =>
    one === undefined ? number(values[name]) : values[name] === 1 ? one : many,
  );
}
const has = (key) => DATA.texts[state.lang][key] !== undefined;
const said = (text) => (text && typeof text === 'object' ? text[state.lang] : text) || '';
const nameOf = (actor) => said(ACTOR.get(actor).name);
const shortOf = (actor) => said(ACTOR.get(actor).label).replace('\n', ' ');
const sectorOf = (actor) => SECTOR.get(actor.sector);
const word = (group, code) => (!code ? '' : has(`${group}.${code}`) ? t(`${group}.${code}`) : code);
const pairIdOf = (actors) => [...actors].sort().join('--');
const other = (pair, actor) => (pair.ends[0] === actor ? pair.ends[1] : pair.ends[0]);
const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const byName = (a, b) => said(a.name).localeCompare(said(b.name), state.lang);

// ---- elements ----
// el('p.note', 'text'), el('a', { title: 'x' }, child, [child, null]): an element, its class, attributes, children.
function el(kind, ...rest) {
  const [name, look] = kind.split('.'),
    node = document.createElement(name);
  const props = isProps(rest[0]) ? rest.shift() : {};
  if (look) node.className = look;
  fill(node, props);
  node.append(...solid(rest));
  return node;
}
const isProps = (value) => value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Node);
const solid = (children) =>
  children.flat(9).filter((child) => child !== null && child !== undefined && child !== '' && child !== false);

function fill(node, props) {
  for (const [name, value] of Object.entries(props)) {
    if (name === 'on') Object.entries(value).forEach(([event, act]) => node.addEventListener(event, act));
    else if (value === true) node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
}

function svg(tag, props = {}, ...children) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(node, props);
  node.append(...solid(children));
  return node;
}

const at = (id) => document.getElementById(id);
const button = (text, act, props = {}) => el('button', { type: 'button', on: { click: act }, ...props }, text);
const badge = (rank, look) => el('span', { class: `badge ${look}` }, number(rank));
const tag = (text, kind = '') => (text ? el('span', { class: kind ? `tag is-${kind}` : 'tag' }, text) : null);

// Put new children in, and give the focus back to the one with the same data-key.
function refill(node, ...children) {
  const held = document.activeElement;
  const key = held && node.contains(held) ? held.dataset.key : null;
  node.replaceChildren(...solid(children));
  if (key) [...node.querySelectorAll('[data-key]')].find((child) => child.dataset.key === key)?.focus();
}

function announce(text) {
  at('say').textContent = '';
  setTimeout(() => {
    at('say').textContent = text;
  }, 30);
}

// ---- what is shown ----
const actorShown = (actor) => Boolean(actor.at) && !state.hidden.sector.has(actor.sector);
const typeShown = (pair) => !pair.types.length || pair.types.some((type) => !state.hidden.type.has(type));
const endsShown = (pair) => pair.ends.every((end) => actorShown(ACTOR.get(end)));
const pairShown = (pair) => !state.hidden.status.has(pair.status) && typeShown(pair) && endsShown(pair);
const isDefaultHidden = (group, code) => group === 'status' && HIDDEN_AT_FIRST.includes(code);
const hiddenByChoice = () =>
  FILTERS.flatMap((group) =>
    [...state.hidden[group]].filter((code) => !isDefaultHidden(group, code)).map((code) => [group, code]),
  );
const drawable = (pair) => pair.ends.every((end) => ACTOR.get(end).at);

function hiddenCounts() {
  const pairs = DATA.pairs.filter((pair) => drawable(pair) && !pairShown(pair));
  return {
    actors: DRAWN.filter((actor) => !actorShown(actor)).length,
    ties: pairs.filter((pair) => pair.status !== 'computed').length,
  };
}

function toggle(group, code) {
  const hidden = state.hidden[group];
  if (hidden.has(code)) hidden.delete(code);
  else hidden.add(code);
  render();
  announce(hiddenSentence());
}

function clearFilters() {
  state.hidden = { status: new Set(HIDDEN_AT_FIRST), sector: new Set(), type: new Set() };
  render();
  announce(t('filter.cleared'));
}

function hiddenSentence() {
  const counts = hiddenCounts();
  return counts.actors + counts.ties ? t('filter.hidden', counts) : t('filter.none');
}

// ---- choosing ----
function choose(actor, pair = null, remember = true) {
  if (remember && state.actor && state.actor !== actor) state.trail.push(state.actor);
  Object.assign(state, { actor, pair, tab: 'map' });
  if (!actor && !pair) state.trail = [];
  render(true);
  at('side')
    .querySelector('[data-key="profile"]')
    ?.focus({ preventScroll: window.innerWidth > 720 });
  if (actor) announce(actorSentence(ACTOR.get(actor)));
  else if (pair) announce(pairSentence(PAIR.get(pair)));
}

function back() {
  if (state.trail.length) return choose(state.trail.pop(), null, false);
  const last = state.actor;
  Object.assign(state, { actor: null, pair: null, trail: [] });
  render(true);
  const key = last && state.list === 'actors' ? `actor:${last}` : 'list';
  at('side')
    .querySelector(`[data-key="${CSS.escape(key)}"]`)
    ?.focus();
  return undefined;
}

const pairSentence = (pair) => `${nameOf(pair.ends[0])} – ${nameOf(pair.ends[1])}: ${t(`status.${pair.status}`)}.`;

const standingOf = (actor) =>
  actor.standing === 'network' ? t('say.partners', { n: actor.degree }) : t(`standing.${actor.standing}`);
const neededBy = (actor) => PAIRS_OF.get(actor).filter((pair) => CALLED.includes(pair.status)).length;

function actorSentence(actor) {
  const needed = neededBy(actor.id);
  return `${said(actor.name)}. ${said(sectorOf(actor).name)}. ${standingOf(actor)}. ${needed ? t('say.needed', { n: needed }) : ''}`;
}

function openTab(tab) {
  state.tab = tab;
  render(true);
}

function speak(language) {
  state.lang = language;
  render();
  announce(t('say.language'));
}

// ---- the address: #actor=A35&lang=en&tab=map&hide=sector:media ----
function address() {
  const parts = {
    lang: state.lang,
    tab: state.tab,
    actor: state.actor,
    tie: state.pair,
    list: state.list === LIST_AT_FIRST ? '' : state.list,
    table: state.table === 'actors' ? '' : state.table,
    hide: hiddenByChoice()
      .map(([group, code]) => `${group}:${code}`)
      .join(','),
    show: CALLS && !state.hidden.status.has('computed') ? 'computed' : '',
  };
  const held = Object.entries(parts).filter(([, value]) => value);
  return `#${held.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}

const KNOWN = { status: DATA.statuses, sector: [...SECTOR.keys()], type: [...TYPE.keys()] };

function follow(hash) {
  const query = new Map(
    hash
      .replace(/^#/, '')
      .split('&')
      .filter(Boolean)
      .map((part) => {
        const [key, ...rest] = part.split('=');
        try {
          return [key, decodeURIComponent(rest.join('='))];
        } catch {
          return [key, ''];
        }
      }),
  );
  const pick = (key, allowed, otherwise) => (allowed(query.get(key)) ? query.get(key) : otherwise);
  state.lang = pick('lang', (code) => DATA.languages.includes(code), state.lang);
  state.tab = pick('tab', (code) => TABS.includes(code), 'map');
  state.actor = pick('actor', (code) => ACTOR.has(code), null);
  state.pair = pick('tie', (code) => PAIR.has(code), null);
  state.list = pick('list', (code) => ['gaps', 'computed', 'actors'].includes(code), LIST_AT_FIRST);
  state.table = pick('table', (code) => ['ties', 'programmes'].includes(code), 'actors');
  state.hidden = { status: new Set(query.get('show') === 'computed' ? [] : HIDDEN_AT_FIRST), sector: new Set(), type: new Set() };
  (query.get('hide') || '')
    .split(',')
    .map((part) => part.split(':'))
    .forEach(([group, code]) => {
      if ((KNOWN[group] || []).includes(code)) state.hidden[group].add(code);
    });
}

function remember(step) {
  const hash = address();
  if (hash === window.location.hash) return;
  window.history[step ? 'pushState' : 'replaceState'](null, '', hash);
}

// ---- drawing everything that depends on the choice ----
function render(step = false) {
  document.documentElement.lang = state.lang;
  document.documentElement.dataset.tab = state.tab;
  renderHead();
  renderTabs();
  renderSide();
  renderLegend();
  renderChips();
  if (state.tab !== 'map') RENDER_TAB[state.tab]();
  drawMap();
  remember(step);
}

function renderHead() {
  const study = DATA.study,
    title = said(study.title) || t('untitled');
  const counted = DATA.sources.length > 0 && t('head.sources', { n: DATA.sources.length });
  const source = study.citation ? t('head.source', { source: study.citation }) : counted;
  document.title = title;
  at('title').textContent = title;
  at('meta').textContent = [said(study.place), study.period, source].filter(Boolean).join(' · ');
  at('answer').textContent = said(DATA.answer);
  document.querySelectorAll('[data-t]').forEach((node) => {
    node.textContent = t(node.dataset.t);
  });
  fill(at('languages'), { 'aria-label': t('language.choose') });
  refill(
    at('languages'),
    DATA.languages.map((code) =>
      button(code.toUpperCase(), () => speak(code), {
        class: 'choice',
        'data-key': `lang:${code}`,
        'aria-pressed': String(code === state.lang),
        title: t(`language.${code}`),
        lang: code,
      }),
    ),
  );
}

function renderTabs() {
  ['tabs', 'bar'].forEach((id) => fill(at(id), { 'aria-label': t('tab.label') }));
  refill(
    at('tabs'),
    TABS.map((tab) =>
      button(t(`tab.${tab}`), () => openTab(tab), {
        role: 'tab',
        id: `tab-${tab}`,
        'data-key': `tab:${tab}`,
        'aria-selected': String(tab === state.tab),
        'aria-controls': `panel-${tab}`,
        tabindex: tab === state.tab ? 0 : -1,
      }),
    ),
  );
  TABS.forEach((tab) => {
    at(`panel-${tab}`).hidden = tab !== state.tab;
  });
}

function walkTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || event.target.getAttribute('role') !== 'tab') return;
  event.preventDefault();
  openTab(TABS[(TABS.indexOf(state.tab) + step + TABS.length) % TABS.length]);
  at(`tab-${state.tab}`).focus();
}

function start() {
  follow(window.location.hash);
  at('tabs').addEventListener('keydown', walkTabs);
  at('side').addEventListener('keydown', walkList);
  buildTools();
  buildMap();
  render();
  window.addEventListener('popstate', () => {
    follow(window.location.hash);
    render();
  });
  window.addEventListener('beforeprint', renderPrint);
}
