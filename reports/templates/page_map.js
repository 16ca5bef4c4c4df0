// ---- the map: vis-network draws, positions come from the study's file and never move ----
let network = null,
  nodeSet = null,
  edgeSet = null,
  hinted = null,
  fitScale = 1;

function buildMap() {
  nodeSet = new vis.DataSet(GRAPH.nodes);
  edgeSet = new vis.DataSet(GRAPH.edges);
  const options = { ...GRAPH.options, interaction: { ...GRAPH.options.interaction, ...touchOptions() } };
  network = new vis.Network(at('network'), { nodes: nodeSet, edges: edgeSet }, options);
  network.on('beforeDrawing', drawRings);
  network.on('afterDrawing', drawNumbers);
  network.on('click', (event) => {
    if (event.nodes.length) choose(event.nodes[0]);
    else if (event.edges.length) choose(null, event.edges[0]);
    else if (state.actor || state.pair) choose(null);
  });
  network.on('hoverNode', () => {
    at('network').classList.add('pointing');
  });
  network.on('blurNode', () => {
    at('network').classList.remove('pointing');
  });
  window.addEventListener('resize', fitMap);
  fitMap();
}

// On a narrow screen a finger scrolls the page; the buttons zoom.
const touchOptions = () => (window.innerWidth <= 720 ? { dragView: false, zoomView: false } : {});

function fitMap() {
  if (!network || at('panel-map').hidden) return;
  const [left, top, right, bottom] = DATA.extent,
    room = at('network');
  if (!room.clientWidth || !room.clientHeight) return;
  fitScale = Math.min(room.clientWidth / (right - left), room.clientHeight / (bottom - top), 1.35);
  network.redraw();
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: fitScale, animation: false });
  room.parentNode.scrollLeft = (room.clientWidth - room.parentNode.clientWidth) / 2;
}

function zoomBy(factor) {
  network.setOptions({ interaction: { dragView: true } });
  network.moveTo({ scale: network.getScale() * factor, animation: false });
}

function panBy(x, y) {
  const view = network.getViewPosition(),
    scale = network.getScale();
  network.moveTo({ position: { x: view.x + x / scale, y: view.y + y / scale }, animation: false });
}

// ---- what is bright, what is faint ----
function spotlight() {
  const pair = PAIR.get(hinted || state.pair);
  if (pair) return { pairs: new Set([pair.id]), actors: new Set(pair.ends) };
  if (!state.actor) return null;
  const pairs = PAIRS_OF.get(state.actor).filter(pairShown);
  return { pairs: new Set(pairs.map((held) => held.id)), actors: new Set([state.actor, ...pairs.flatMap((held) => held.ends)]) };
}

function drawMap() {
  const light = spotlight();
  nodeSet.update(DRAWN.map((actor) => nodeLook(actor, light)));
  edgeSet.update(DATA.pairs.filter(drawable).map((pair) => edgeLook(pair, light)));
  network.unselectAll();
  if (state.actor && ACTOR.get(state.actor).at) network.selectNodes([state.actor], false);
  describeMap();
  if (!at('panel-map').hidden) network.redraw();
}

function nodeLook(actor, light) {
  const bright = !light || light.actors.has(actor.id);
  const silent = actor.quiet && !(light && bright);
  return {
    id: actor.id,
    hidden: !actorShown(actor),
    opacity: bright ? 1 : 0.25,
    label: silent ? '' : said(actor.label),
    title: tooltip(actor),
    font: {
      color: bright ? '#1c2733' : '#a9b2bb',
      size: labelSize(actor, light && bright),
      vadjust: actor.standing === 'called' ? 3 : -2,
    },
  };
}

// On a crowded map the names that matter at the moment stay readable.
function labelSize(actor, chosen) {
  const usual = actor.hub ? 14 : 12;
  return chosen ? Math.max(usual, Math.min(30, 11 / fitScale)) : usual;
}

function tooltip(actor) {
  return `${said(actor.name)}\n${said(sectorOf(actor).name)} · ${standingOf(actor)}`;
}

function edgeLook(pair, light) {
  const [colour, width] = LINES[pair.status];
  const bright = light && light.pairs.has(pair.id);
  const shade = bright && pair.status === 'existing' ? '#475563' : colour;
  return {
    id: pair.id,
    hidden: !pairShown(pair) && !(bright && pair.id === (hinted || state.pair)),
    width: bright ? width + 0.7 : width,
    title: pairSentence(pair),
    color: { color: shade, highlight: shade, hover: shade, opacity: light && !bright ? 0.18 : 1 },
  };
}

function describeMap() {
  const shown = DATA.pairs.filter((pair) => drawable(pair) && pairShown(pair));
  const canvas = at('network').querySelector('canvas'),
    holder = at('network').querySelector('.vis-network');
  const values = {
    actors: DRAWN.filter(actorShown).length,
    ties: shown.filter((pair) => pair.status === 'existing').length,
    needed: shown.filter((pair) => CALLED.includes(pair.status)).length,
  };
  fill(canvas, { role: 'img', 'aria-label': t('map.description', values) });
  fill(holder, { role: 'group', 'aria-label': t('map.keys') });
}

// ---- marks the renderer does not know ----
function drawRings(context) {
  const light = spotlight();
  DRAWN.filter((actor) => actor.standing === 'called' && actorShown(actor)).forEach((actor) => {
    context.save();
    context.globalAlpha = !light || light.actors.has(actor.id) ? 1 : 0.25;
    context.beginPath();
    context.arc(actor.at[0], actor.at[1], 15, 0, 2 * Math.PI);
    context.lineWidth = 1.6;
    context.strokeStyle = LINES.needed[0];
    context.stroke();
    context.restore();
  });
}

function drawNumbers(context) {
  const light = spotlight();
  DATA.pairs
    .filter((pair) => pair.badge && pairShown(pair))
    .forEach((pair) => {
      context.save();
      context.globalAlpha = !light || light.pairs.has(pair.id) ? 1 : 0.2;
      context.beginPath();
      context.arc(pair.badge[0], pair.badge[1], 9, 0, 2 * Math.PI);
      context.fillStyle = LINES[pair.status][0];
      context.fill();
      context.lineWidth = 1.5;
      context.strokeStyle = '#ffffff';
      context.stroke();
      context.fillStyle = '#ffffff';
      context.font = 'bold 11px Arial, "Liberation Sans", sans-serif';
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText(String(pair.rank), pair.badge[0], pair.badge[1] + 0.5);
      context.restore();
    });
}

// Show one tie brightly while it has the focus in a list.
function hint(pair) {
  if (hinted === pair) return;
  hinted = pair;
  drawMap();
}
