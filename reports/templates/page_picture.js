// ---- the map as a picture: for slides (PNG) and for paper (SVG), with its legend and source line ----
const INK = '#1c2733',
  FONT = 'Arial, "Liberation Sans", sans-serif';
const write = (x, y, text, props = {}) => svg('text', { x, y, fill: INK, 'font-size': 12, ...props }, text);
const ringLook = () => ({ fill: 'none', stroke: LINES.needed[0], 'stroke-width': 1.6 });

function pictureNode(actor) {
  const sector = sectorOf(actor),
    called = actor.standing === 'called',
    size = actor.hub ? 17 : 9;
  const halo = {
    'text-anchor': 'middle',
    'font-size': actor.hub ? 14 : 12,
    'paint-order': 'stroke',
    stroke: '#fff',
    'stroke-width': 4,
    'stroke-linejoin': 'round',
  };
  const path = shapePath(sector.shape, size * (sector.shape === 'dot' ? 1 : 1.2));
  return svg(
    'g',
    { transform: `translate(${actor.at[0]} ${actor.at[1]})` },
    called && svg('circle', { r: 15, ...ringLook() }),
    svg('path', { d: path, 'stroke-width': 1.5, ...shapeLook(sector, actor.placeholder) }),
    said(actor.label)
      .split('\n')
      .map((row, k) => write(0, size + (called ? 19 : 15) + 14 * k, row, halo)),
  );
}

function pictureEdge(pair) {
  const [[x1, y1], [x2, y2]] = pair.ends.map((end) => ACTOR.get(end).at);
  return svg('line', { x1, y1, x2, y2, ...lineLook(pair.status) });
}

function pictureBadge(pair) {
  const [x, y] = pair.badge;
  return [
    svg('circle', { cx: x, cy: y, r: 9, fill: LINES[pair.status][0], stroke: '#ffffff', 'stroke-width': 1.5 }),
    write(x, y + 4, number(pair.rank), { 'text-anchor': 'middle', 'font-size': 11, 'font-weight': 700, fill: '#ffffff' }),
  ];
}

// Rows of [mark, words]; a heading has no mark.
function legendRows() {
  const shown = DRAWN.filter(actorShown);
  const statuses = DATA.statuses.filter((code) => DATA.pairs.some((pair) => pair.status === code && pairShown(pair)));
  const sectors = DATA.sectors.filter((sector) => shown.some((actor) => actor.sector === sector.id));
  const many = { fill: '#e3e7eb', stroke: '#333333', 'stroke-dasharray': '3 2' };
  return [
    [null, t('legend.status')],
    ...statuses.map((code) => [svg('line', { x1: -17, y1: 0, x2: 17, y2: 0, ...lineLook(code) }), t(`status.${code}`)]),
    ...(shown.some((actor) => actor.standing === 'called')
      ? [[svg('circle', { r: 8, ...ringLook() }), t('standing.called')]]
      : []),
    ...(shown.some((actor) => actor.placeholder) ? [[svg('circle', { r: 6, ...many }), t('legend.placeholder')]] : []),
    [null, t('legend.sector')],
    ...sectors.map((sector) => [svg('path', { d: shapePath(sector.shape, 7), ...shapeLook(sector, false) }), said(sector.name)]),
  ];
}

function pictureLegend(x, top) {
  let y = top;
  return legendRows().map(([mark, words]) => {
    y += mark ? 19.5 : 26;
    const place = svg('g', { transform: `translate(${x + 17} ${y - 4})` }, mark);
    return mark ? [place, write(x + 44, y, words)] : write(x, y, words, { 'font-weight': 700 });
  });
}

// Words in lines of at most so many letters: an SVG does not break lines by itself.
function folded(text, most) {
  return text.split(' ').reduce((rows, word_) => {
    const last = rows[rows.length - 1];
    if (last !== undefined && last.length + word_.length < most) rows[rows.length - 1] = `${last} ${word_}`;
    else rows.push(word_);
    return rows;
  }, []);
}

function pictureHead(left, top, width) {
  const look = { 'font-size': 17, 'font-weight': 700 };
  return folded(said(DATA.study.title) || t('untitled'), width / 9.2).map((row, k) =>
    write(left + 10, top + 28 + 21 * k, row, look),
  );
}

function sourceLines(width) {
  const counts = hiddenCounts();
  const hidden = counts.actors + counts.ties > 0 && hiddenSentence();
  const parts = [hidden, said(DATA.study.place), DATA.study.period, DATA.study.citation, `Synergy ${DATA.version}`];
  return folded(parts.filter(Boolean).join(' · '), width / 4.9);
}

// On paper the page's own head stands above the map: `bare` leaves the title and the source line out.
function picture(bare = false) {
  const [left, mapTop, right, bottom] = DATA.extent;
  const width = right - left + 262;
  const head = bare ? [] : pictureHead(left, 0, width).length;
  const source = bare ? [] : sourceLines(width);
  const top = mapTop - (bare ? 0 : 23 + 21 * head);
  const mapBottom = Math.max(bottom, mapTop + 20.2 * legendRows().length + 20);
  const height = mapBottom - top + 13 * source.length + 8;
  const pairs = DATA.pairs.filter((pair) => drawable(pair) && pairShown(pair));
  const faintFirst = [...pairs].sort((a, b) => DATA.statuses.indexOf(b.status) - DATA.statuses.indexOf(a.status));
  const quiet = { 'font-size': 9.5, fill: '#55616e' };
  const frame = { viewBox: `${left} ${top} ${width} ${height}`, width, height, 'font-family': FONT };
  return svg(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', ...frame, role: 'img', 'aria-label': t('tab.map') },
    svg('rect', { x: left, y: top, width, height, fill: '#ffffff' }),
    !bare && pictureHead(left, top, width),
    faintFirst.map(pictureEdge),
    DRAWN.filter(actorShown).map(pictureNode),
    pairs.filter((pair) => pair.badge).map(pictureBadge),
    pictureLegend(right + 14, mapTop - 8),
    source.map((row, k) => write(left + 10, mapBottom + 10 + 13 * k, row, quiet)),
  );
}

function savePicture() {
  const drawing = picture(),
    size = ['width', 'height'].map((side) => Number(drawing.getAttribute(side)));
  const scale = Math.max(2, 2400 / size[0]),
    canvas = el('canvas');
  [canvas.width, canvas.height] = size.map((side) => Math.round(side * scale));
  const image = new Image();
  image.onload = () => {
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => download(blob, 'synergy-map.png'), 'image/png');
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
}

function download(blob, name) {
  const link = el('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  announce(t('tool.saved'));
}

// ---- paper ----
function paperRow(finding) {
  const rank = finding.rank ? number(finding.rank) : '';
  return el(
    'tr',
    el('td', t(`kind.${finding.kind}`)),
    el('td.number', rank),
    el('th', { scope: 'row' }, said(finding.headline)),
    el('td', said(finding.reason)),
  );
}

function renderPrint() {
  const findings = kinds().flatMap(shortList),
    left = DATA.findings.length - findings.length,
    counts = hiddenCounts();
  const head = ['kind', 'rank', 'finding', 'reason'].map((column) => el('th', { scope: 'col' }, t(`column.${column}`)));
  refill(
    at('print'),
    DATA.star && el('p', t('map.hub', { name: shortOf(DATA.star) })),
    counts.actors + counts.ties > 0 && el('p', hiddenSentence()),
    picture(true),
    el('h2.break', t('tab.findings')),
    el('table.grid', el('thead', el('tr', head)), el('tbody', findings.map(paperRow))),
    left > 0 && el('p.note', t('finding.left', { n: left })),
    el('h2', t('caveats.heading')),
    el('ul', caveatList()),
    el('p.note', t('sources.tool', { version: DATA.version })),
  );
}

// Last: should anything fail, the plain tables written into the page show instead.
try {
  start();
} catch (error) {
  document.documentElement.classList.remove('js');
  throw error;
}
