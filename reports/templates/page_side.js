// ---- tools: search, picture, print, zoom ----
function buildTools() {
  const input = el('input', {
    type: 'search',
    id: 'query',
    role: 'combobox',
    autocomplete: 'off',
    'aria-expanded': 'false',
    'aria-controls': 'hits',
    'aria-autocomplete': 'list',
    on: { input: showHits, keydown: walkHits, focus: showHits, blur: () => setTimeout(hideHits, 200) },
  });
  at('tools').append(
    el('div.search', input, el('ul', { id: 'hits', class: 'hits', role: 'listbox', hidden: true })),
    button('', savePicture, { id: 'save', class: 'tool' }),
    button('', () => window.print(), { id: 'printer', class: 'tool' }),
  );
}

function nameTools() {
  fill(at('query'), { placeholder: t('search.hint'), 'aria-label': t('search.label') });
  fill(at('hits'), { 'aria-label': t('search.label') });
  at('save').textContent = t('tool.picture');
  at('printer').textContent = t('tool.print');
  fill(at('zoom'), { 'aria-label': t('zoom.label') });
  const tool = (sign, key, act) =>
    button(sign, act, { 'data-key': `zoom:${key}`, 'aria-label': t(`zoom.${key}`), title: t(`zoom.${key}`) });
  refill(
    at('zoom'),
    tool('+', 'in', () => zoomBy(1.25)),
    tool('−', 'out', () => zoomBy(0.8)),
    tool('⤢', 'fit', fitMap),
  );
}

const haystack = (actor) => [actor.id, ...Object.values(actor.name), ...Object.values(actor.label), ...actor.aliases].map(plain);

function hitsFor(text) {
  const query = plain(text);
  if (!query) return [];
  const best = (actor) => Math.min(...haystack(actor).map((held) => score(held, query)));
  const scored = DATA.actors.map((actor) => ({ actor, score: best(actor) })).filter((hit) => hit.score < 9);
  return scored
    .sort((a, b) => a.score - b.score || byName(a.actor, b.actor))
    .slice(0, 12)
    .map((hit) => hit.actor);
}

// 0 the whole name, 1 its beginning, 2 the beginning of a word, 3 within a word, 9 not at all.
function score(held, query) {
  const found = [held === query, held.startsWith(query), held.includes(` ${query}`), held.includes(query)].indexOf(true);
  return found < 0 ? 9 : found;
}

function showHits() {
  const hits = hitsFor(at('query').value),
    hidden = hits.filter((actor) => actor.at && !actorShown(actor)).length;
  const options = hits.map(hitOption);
  const asked = Boolean(at('query').value.trim());
  const none = asked && !hits.length ? [el('li.none', t('search.none'))] : [];
  at('hits').replaceChildren(...options, ...none);
  at('hits').hidden = !(hits.length || none.length);
  fill(at('query'), { 'aria-expanded': String(!at('hits').hidden), 'aria-activedescendant': hits.length ? 'hit-0' : '' });
  const note = hidden ? ` ${t('search.hidden', { n: hidden })}` : '';
  if (asked) announce(t('search.count', { n: hits.length }) + note);
}

function hitOption(actor, place) {
  const take = (event) => {
    event.preventDefault();
    takeHit(actor.id);
  };
  const props = {
    role: 'option',
    id: `hit-${place}`,
    'data-actor': actor.id,
    'aria-selected': String(place === 0),
    on: { mousedown: take },
  };
  return el('li', props, iconOf(actor), el('span', said(actor.name)), el('small', hitNote(actor)));
}

const hitNote = (actor) => (!actor.at ? t('standing.beside') : actorShown(actor) ? '' : t('search.filtered'));

function hideHits() {
  at('hits').hidden = true;
  fill(at('query'), { 'aria-expanded': 'false' });
}

function walkHits(event) {
  const options = [...at('hits').querySelectorAll('[role=option]')];
  const now = options.findIndex((option) => option.getAttribute('aria-selected') === 'true');
  if (event.key === 'Escape') {
    at('query').value = '';
    return hideHits();
  }
  if (event.key === 'Enter' && options[now]) return takeHit(options[now].dataset.actor);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !options.length) return undefined;
  event.preventDefault();
  const next = (now + step + options.length) % options.length;
  options.forEach((option, place) => option.setAttribute('aria-selected', String(place === next)));
  options[next].scrollIntoView({ block: 'nearest' });
  return fill(at('query'), { 'aria-activedescendant': `hit-${next}` });
}

function takeHit(actor) {
  hideHits();
  at('query').value = '';
  choose(actor);
}

// ---- the side: gaps, actors, or the profile of what is chosen ----
function renderSide() {
  nameTools();
  hinted = null;
  fill(at('side'), { 'aria-label': t('list.label') });
  if (state.actor) refill(at('side'), profile(ACTOR.get(state.actor)));
  else if (state.pair) refill(at('side'), pairProfile(PAIR.get(state.pair)));
  else
    refill(
      at('side'),
      sideSwitch(),
      state.list === 'actors' ? actorList() : gapList(state.list === 'gaps' ? STATED_GAPS : COMPUTED_GAPS),
    );
}

function sideSwitch() {
  const counts = { gaps: STATED_GAPS.length, computed: COMPUTED_GAPS.length, actors: DATA.actors.length };
  const views = Object.keys(counts).filter((code) => code !== 'computed' || counts.computed);
  return choices(
    t('list.label'),
    views,
    state.list,
    (code) => t(`list.${code}`, { n: counts[code] }),
    (code) => {
      state.list = code;
      render();
    },
    'list',
  );
}

// A row of buttons of which one is pressed.
function choices(label, codes, now, nameIt, act, key) {
  const one = (code) =>
    button(nameIt(code), () => act(code), {
      class: 'choice',
      'data-key': `${key}:${code}`,
      'aria-pressed': String(code === now),
    });
  return el('div', { class: 'switch', role: 'group', 'aria-label': label }, codes.map(one));
}

const GAPS = DATA.findings.filter((finding) => finding.kind === 'missing_link' && finding.status !== 'met');
const isStated = (finding) => finding.basis.includes('stated');
const STATED_GAPS = GAPS.filter(isStated);
const COMPUTED_GAPS = GAPS.filter((finding) => !isStated(finding));
const lookOf = (finding) => (!isStated(finding) ? 'computed' : finding.status === 'partial' ? 'partial' : 'needed');

function gapList(held) {
  const turn = () => {
    state.all = !state.all;
    render();
  };
  const more = button(state.all ? t('list.fewer') : t('list.more', { n: held.length }), turn, {
    class: 'more',
    'data-key': 'more',
  });
  return el(
    'div',
    el('h2', t(`list.heading_${state.list}`)),
    state.list === 'computed' && el('p.note', t('list.computed_note')),
    held.length ? el('ol.gaps', (state.all ? held : held.slice(0, 5)).map(gapItem)) : el('p.note', t('list.empty')),
    held.length > 5 && more,
  );
}

function gapItem(finding) {
  const pair = pairIdOf(finding.actors),
    known = PAIR.has(pair);
  const act = () => (known ? choose(null, pair) : choose(finding.actors[0]));
  const about = [word('link_status', finding.status), finding.grade && t('finding.grade', { grade: finding.grade })];
  return el(
    'li',
    el(
      'button',
      { type: 'button', class: 'gap', 'data-key': finding.id, on: { click: act, ...(known ? hinting(pair) : {}) } },
      badge(finding.rank, lookOf(finding)),
      el('span.gap-text', el('strong', finding.actors.map(shortOf).join(' – ')), el('small', about.filter(Boolean).join(' · '))),
    ),
  );
}

// What a list entry does while it is pointed at or focused: its tie shines on the map.
function hinting(pair, spoken = false) {
  const on = () => hint(pair),
    off = () => hint(null);
  const focus = () => {
    hint(pair);
    if (spoken) announce(pairSentence(PAIR.get(pair)));
  };
  return { mouseenter: on, mouseleave: off, focus, blur: off };
}

function actorList() {
  const held = (sector) => DRAWN.filter((actor) => actor.sector === sector.id).sort(byName);
  const group = (name, actors) => actors.length > 0 && [el('h3', name), el('ul.actors', actors.map(actorItem))];
  return el(
    'div',
    el('h2', t('list.all')),
    el('p.note', t('list.keys')),
    DATA.sectors.map((sector) => group(said(sector.name), held(sector))),
    group(t('standing.beside'), ASIDE),
  );
}

function actorItem(actor) {
  const notes = [
    actor.at && !actorShown(actor) && t('search.filtered'),
    actor.standing === 'called' && t('standing.called'),
  ].filter(Boolean);
  return el('li', opener(actor, notes.length > 0 && el('small', notes.join(' · '))));
}

function opener(actor, extra = null) {
  return el(
    'button',
    { type: 'button', class: 'walk', 'data-key': `actor:${actor.id}`, on: { click: () => choose(actor.id) } },
    iconOf(actor),
    el('span', said(actor.name), extra),
  );
}

// Arrows to the next entry, Enter opens (a button does), Backspace goes back.
function walkList(event) {
  if (event.key === 'Backspace') {
    event.preventDefault();
    back();
    return;
  }
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  const stops = [...at('side').querySelectorAll('.walk, .gap')];
  if (!step || !stops.length) return;
  event.preventDefault();
  const now = stops.indexOf(document.activeElement);
  stops[now < 0 ? 0 : (now + step + stops.length) % stops.length].focus();
}

// ---- profiles ----
const toMap = () => at('network').scrollIntoView({ block: 'start' });

function profileHead(title, lines, tags) {
  const last = state.trail[state.trail.length - 1];
  const label = last ? t('profile.back_to', { name: shortOf(last) }) : t('profile.back');
  return [
    el(
      'p.ways',
      button(`← ${label}`, back, { class: 'back', 'data-key': 'back' }),
      button(t('list.to_map'), toMap, { class: 'link narrow', 'data-key': 'to-map' }),
    ),
    el('h2', { tabindex: -1, 'data-key': 'profile' }, title),
    lines.filter(Boolean).map((line) => el('p.sub', line)),
    el('p.tags', tags),
  ];
}

function profile(actor) {
  const pairs = PAIRS_OF.get(actor.id).slice().sort(byRank(actor.id));
  const within = actor.parent && ACTOR.has(actor.parent) && t('profile.parent', { name: nameOf(actor.parent) });
  return el(
    'article.profile',
    profileHead(said(actor.name), [[iconOf(actor), ` ${said(sectorOf(actor).name)}`], within], actorTags(actor)),
    actorNotes(actor, pairs),
    DATA.statuses.map((status) =>
      pairGroup(
        actor,
        status,
        pairs.filter((pair) => pair.status === status),
      ),
    ),
    findingsOf(actor),
    programmesOf(actor),
  );
}

const byRank = (actor) => (a, b) =>
  (a.rank || 999) - (b.rank || 999) || byName(ACTOR.get(other(a, actor)), ACTOR.get(other(b, actor)));

function actorTags(actor) {
  return [
    tag(standingOf(actor), actor.standing),
    tag(word('actor_kind', actor.kind)),
    actor.hub && tag(t('profile.hub')),
    actor.respondent && tag(t(`respondent.${actor.respondent}`)),
  ];
}

function actorNotes(actor, pairs) {
  const many = actor.stands_for ? t('profile.stands_for', { n: actor.stands_for }) : t('profile.placeholder');
  const clear = button(t('filter.clear'), clearFilters, { class: 'link', 'data-key': 'unfilter' });
  return [
    actor.placeholder && el('p.note', many),
    actor.at && !actorShown(actor) && el('p.note', `${t('search.filtered')} `, clear),
    !pairs.length && el('p.note', t('profile.no_ties')),
  ];
}

function findingsOf(actor) {
  const findings = DATA.findings.filter((finding) => finding.actors.includes(actor.id) && finding.kind !== 'missing_link');
  const item = (finding) =>
    el('li', el('strong', said(finding.headline)), ' ', tag(t(`kind.${finding.kind}`)), el('p', said(finding.reason)));
  return findings.length > 0 && [el('h3', t('profile.findings')), el('ul.plain', findings.map(item))];
}

function programmesOf(actor) {
  const item = (part) =>
    el(
      'li',
      said(PROGRAMME.get(part.programme).name),
      ' ',
      tag(word('role', part.role)),
      ' ',
      part.status !== 'existing' && tag(word('tie_status', part.status)),
    );
  return actor.programmes.length > 0 && [el('h3', t('profile.programmes')), el('ul.plain', actor.programmes.map(item))];
}

function pairGroup(actor, status, pairs) {
  if (!pairs.length) return null;
  const heading = [lineSample(status), ` ${t(`status.${status}`)} (${number(pairs.length)})`];
  const list = el(
    'ul.plain',
    pairs.map((pair) => pairItem(pair, actor.id)),
  );
  return status === 'computed' ? el('details', el('summary', heading), list) : [el('h3', heading), list];
}

function pairItem(pair, from) {
  const end = ACTOR.get(other(pair, from)),
    finding = FINDING.get(pair.finding);
  const mark = pair.rank && CALLED.includes(pair.status) ? badge(pair.rank, pair.status) : iconOf(end);
  const act = { click: () => choose(end.id), ...hinting(pair.id, true) };
  return el(
    'li',
    el('button', { type: 'button', class: 'walk', 'data-key': `pair:${pair.id}`, on: act }, mark, el('span', said(end.name))),
    finding && el('p', said(finding.reason)),
    pair.ties.map((id) => tieLine(TIE.get(id))),
  );
}

function tieLine(tie) {
  const way = tie.directed && `${shortOf(tie.from)} → ${shortOf(tie.to)}`;
  const programmes = tie.programmes.map((id) => said(PROGRAMME.get(id)?.name));
  const about = [said(TYPE.get(tie.type)?.name), way, ...programmes].filter(Boolean).join(' · ');
  return el('p.evidence', el('span.type', about), about && ' · ', said(tie.evidence));
}

function pairProfile(pair) {
  const finding = FINDING.get(pair.finding);
  const cited = (tie) => el('div.cited', tag(t(`tie_status.${tie.status}`), tie.status), tieLine(tie));
  return el(
    'article.profile',
    profileHead(
      pair.ends.map(shortOf).join(' – '),
      [[lineSample(pair.status), ` ${t(`status.${pair.status}`)}`]],
      finding ? findingTags(finding) : [],
    ),
    finding && el('p', said(finding.reason)),
    pair.ties.length > 0 && [el('h3', t('profile.evidence')), pair.ties.map((id) => cited(TIE.get(id)))],
    el('h3', t('profile.both')),
    el(
      'ul.plain',
      pair.ends.map((id) => el('li', opener(ACTOR.get(id)))),
    ),
  );
}
