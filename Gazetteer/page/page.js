// Brings a map's page to life: moving and enlarging, days, filters, and what belongs together lit together.
// All content is in the document already, as attributes and text; nothing here makes markup of text.
(() => {
  "use strict";
  const page = document.getElementById("page");
  const holder = document.getElementById("map");
  // The layout that the style sheet shows; the other takes over with a page that is loaded anew.
  const layout = [...holder.children].find((part) => getComputedStyle(part).display !== "none");
  const layoutName = layout.className;
  const svg = layout.querySelector("svg");
  const plan = svg.querySelector(".plan");
  const told = document.getElementById("told");
  const NS = "http://www.w3.org/2000/svg";
  const say = page.dataset;
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const numbers = (element) => (element.dataset.incidents || "").split(" ").filter(Boolean).map(Number);
  const at = (text) => text && text.split(" ").map(Number);
  const position = (element) => at(element.dataset.at);
  const positionOf = (item) => at(item.dataset[layoutName === "narrow" ? "atNarrow" : "atWide"]);
  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // ---- what there is

  const rows = all("tbody tr").map((row) => ({
    row,
    number: Number(row.dataset.incidents),
    kind: row.dataset.kind,
    status: row.dataset.status,
    claimants: row.dataset.claimants ? row.dataset.claimants.split(" ") : [""],
    from: row.dataset.from,
    // Still going on where it has a beginning and no end.
    to: row.dataset.to || (row.dataset.from ? "9999" : undefined),
    words: row.dataset.words,
    sample: row.querySelector(".sample"),
    shown: true,
  }));
  const byID = new Map(rows.map((entry) => [entry.row.dataset.id, entry]));
  const byNumber = new Map(rows.map((entry) => [entry.number, entry]));

  // Incidents of the picture: spots with all that happened there, areas, and lines of the margin.
  const entriesIn = (element) =>
    [element, ...all(".incident", element)].map((part) => byID.get(part.dataset.id)).filter(Boolean);
  const counts = new Map(all(".nombre", plan).map((count) => [count.dataset.at, count]));
  const names = new Map(all(".noms > g", plan).map((name) => [name.dataset.at, name]));
  const sites = all(".site", plan).map((element) => {
    const drawing = all(".incident", element).pop();
    const entries = entriesIn(element);
    return {
      element, entries, drawing, at: position(element), key: entries.map(() => "1").join(""),
      title: drawing.querySelector("title"), count: counts.get(element.dataset.at)?.querySelector("text"),
      name: names.get(element.dataset.at),
    };
  });
  const areas = all(".carte .incident", plan)
    .filter((element) => !element.parentNode.closest(".incident"))
    .map((element) => ({ element, entries: entriesIn(element), key: "" }));
  const margin = all(".marge .incident", svg).map((element) => ({ element, entries: entriesIn(element) }));
  for (const group of [...sites, ...areas, ...margin]) {
    group.element.dataset.incidents = group.entries.map((entry) => entry.number).join(" ");
  }
  const siteOf = new Map(sites.flatMap((site) => site.entries.map((entry) => [entry.number, site])));
  const areaOf = new Map(areas.flatMap((area) => area.entries.map((entry) => [entry.number, area])));

  // Everything that is lit with an incident or a place.
  const withIncident = new Map();
  for (const element of all("[data-incidents]")) {
    for (const number of numbers(element)) {
      if (!withIncident.has(number)) withIncident.set(number, []);
      withIncident.get(number).push(element);
    }
  }
  const withPlace = new Map();
  for (const element of all("[data-place]")) {
    if (!withPlace.has(element.dataset.place)) withPlace.set(element.dataset.place, []);
    withPlace.get(element.dataset.place).push(element);
  }
  const places = new Map(all(".places li").map((item) => [item.dataset.place, item]));

  // ---- moving and enlarging

  const frame = ["x", "y", "width", "height"].map((name) => Number(svg.querySelector(".cadre rect").getAttribute(name)));
  const [left, top, wide, high] = frame;
  const view = { scale: 1, x: 0, y: 0 };
  const LARGEST = 16;
  const upright = all("[data-at]", plan).map((element) => ({ element, at: position(element) }));
  const rings = document.createElementNS(NS, "g");
  plan.append(rings);
  // The frame cuts what is moved beyond it. Its rectangle must not move along.
  const window_ = document.createElementNS(NS, "g");
  window_.setAttribute("clip-path", `url(#${svg.querySelector(".cadre").id})`);
  plan.replaceWith(window_);
  window_.append(plan);
  window_.setAttribute("class", "window");

  const bar = svg.querySelector(".echelle");
  const barText = bar?.querySelector("text");
  const barLines = bar ? all("path", bar) : [];
  const barStart = barLines[0]?.getAttribute("d").match(/^M([-\d.]+) ([-\d.]+)v4h([-\d.]+)/)?.slice(1).map(Number);

  let drawn = 1;
  let pending = false;
  const draw = () => {
    pending = false;
    const { scale, x, y } = view;
    plan.setAttribute("transform", scale === 1 ? "" : `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(4)})`);
    if (scale !== drawn) {
      clearTimeout(resting);
      // Hundreds of symbols get their size back when the map comes to rest, or has become half as large again.
      const ratio = scale / drawn;
      if (upright.length > MANY && scale !== 1 && ratio < 1.5 && ratio > 1 / 1.5) resting = setTimeout(settle, 120);
      else settle();
    }
    hideTip();
  };
  const MANY = 300;
  let resting;
  const settle = () => {
    drawn = view.scale;
    for (const { element, at } of upright) stand(element, at);
    for (const ring of rings.children) stand(ring, ring.at);
    holder.classList.toggle("near", drawn > 1);
    drawBar();
  };
  // Symbols and names keep their size: each is made smaller about the spot that it stands for.
  const stand = (element, [x, y]) => {
    if (drawn === 1) element.removeAttribute("transform");
    else {
      const small = 1 / drawn;
      element.setAttribute("transform", `matrix(${small} 0 0 ${small} ${x * (1 - small)} ${y * (1 - small)})`);
    }
  };
  const drawBar = () => {
    if (!bar || !barStart) return;
    // Where the scale differs from part to part, a bar would be wrong.
    const isTrue = drawn === 1 || "evenScale" in say;
    bar.style.display = isTrue ? "" : "none";
    if (!isTrue) return;
    const metres = Number(bar.dataset.metres);
    const most = (metres / barStart[2]) * 140 / drawn;
    const power = 10 ** Math.floor(Math.log10(most));
    const length = drawn === 1 ? metres : [5, 2, 1].map((step) => step * power).find((step) => step <= most) || power;
    const width = (length / metres) * barStart[2] * drawn;
    for (const line of barLines) line.setAttribute("d", `M${barStart[0]} ${barStart[1]}v4h${width.toFixed(1)}v-4`);
    barText.setAttribute("x", (barStart[0] + width / 2).toFixed(1));
    const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
    barText.textContent = length >= 1000
      ? fill(say.kilometres, { n: number.format(length / 1000) }) : fill(say.metres, { n: number.format(length) });
  };
  const show = (scale, x, y) => {
    scale = Math.min(LARGEST, Math.max(1, scale));
    // The frame stays full of map.
    view.scale = scale;
    view.x = Math.min(left - left * scale, Math.max(left + wide - (left + wide) * scale, x));
    view.y = Math.min(top - top * scale, Math.max(top + high - (top + high) * scale, y));
    if (!pending) {
      pending = true;
      requestAnimationFrame(draw);
    }
  };
  const enlarge = (factor, at = [left + wide / 2, top + high / 2]) => {
    const scale = Math.min(LARGEST, Math.max(1, view.scale * factor));
    const real = scale / view.scale;
    show(scale, at[0] - (at[0] - view.x) * real, at[1] - (at[1] - view.y) * real);
  };
  const inPicture = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return [point.x, point.y];
  };
  const isInFrame = ([x, y]) => x >= left && x <= left + wide && y >= top && y <= top + high;
  // Brings a spot of the map into view, where it is not.
  const bringIn = ([x, y]) => {
    const seen = [view.x + x * view.scale, view.y + y * view.scale];
    const free = 30;
    if (seen[0] > left + free && seen[0] < left + wide - free && seen[1] > top + free && seen[1] < top + high - free) return;
    show(view.scale, left + wide / 2 - x * view.scale, top + high / 2 - y * view.scale);
  };

  holder.addEventListener("wheel", (event) => {
    const at = inPicture(event);
    // Beyond the ends the page scrolls.
    if (!isInFrame(at) || (event.deltaY > 0 && view.scale === 1) || (event.deltaY < 0 && view.scale === LARGEST)) return;
    event.preventDefault();
    enlarge(2 ** (-event.deltaY / (event.deltaMode === 1 ? 12 : 300)), at);
  }, { passive: false });

  const fingers = new Map();
  let moved = false;
  let wasMoved = false;
  plan.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, inPicture(event));
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = inPicture(event);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (!moved && Math.hypot(now[0] - before[0], now[1] - before[1]) < 3) return;
    moved = true;
    holder.classList.add("dragged");
    fingers.set(event.pointerId, now);
    if (other) {
      const distance = (a) => Math.max(1, Math.hypot(a[0] - other[0], a[1] - other[1]));
      enlarge(distance(now) / distance(before), [(now[0] + other[0]) / 2, (now[1] + other[1]) / 2]);
    } else if (view.scale > 1) {
      show(view.scale, view.x + now[0] - before[0], view.y + now[1] - before[1]);
    }
  });
  const lift = (event) => {
    if (!fingers.delete(event.pointerId)) return;
    wasMoved = moved;
    if (!fingers.size) holder.classList.remove("dragged");
  };
  window.addEventListener("pointerup", lift);
  window.addEventListener("pointercancel", lift);
  plan.addEventListener("dblclick", (event) => {
    if (!event.target.closest(".site")) enlarge(2, inPicture(event));
  });

  // ---- what belongs together is lit together

  let chosen = 0;
  const ring = (at, radius, isChosen) => {
    const circle = document.createElementNS(NS, "circle");
    circle.setAttribute("class", isChosen ? "near-ring chosen" : "near-ring");
    circle.setAttribute("cx", at[0]);
    circle.setAttribute("cy", at[1]);
    circle.setAttribute("r", radius);
    circle.at = at;
    stand(circle, at);
    rings.append(circle);
  };
  let lit = [];
  const light = (wanted, place) => {
    for (const element of lit) element.classList.remove("lit");
    rings.replaceChildren();
    lit = [];
    const spots = new Set();
    for (const number of wanted) {
      lit.push(...(withIncident.get(number) || []));
      if (siteOf.has(number)) spots.add(siteOf.get(number));
    }
    if (place) {
      lit.push(...(withPlace.get(place) || []));
      const item = places.get(place);
      if (item && positionOf(item)) ring(positionOf(item), Number(item.dataset.r), false);
    }
    for (const site of spots) ring(site.at, Number(site.element.dataset.r) + 5, false);
    if (chosen && siteOf.has(chosen)) {
      const site = siteOf.get(chosen);
      ring(site.at, Number(site.element.dataset.r) + 7, true);
    }
    for (const element of lit) element.classList.add("lit");
  };
  const lightFor = (target) => {
    const group = target?.closest?.("[data-incidents]");
    const place = target?.closest?.("[data-place]");
    // A spot of the map is its incidents; its place is told with them.
    light(group ? numbers(group) : [], place?.dataset.place);
  };
  const overs = (event) => {
    lightFor(event.target);
    const site = event.target.closest?.(".site, .carte .incident");
    if (site && plan.contains(site)) showTip(site);
    else hideTip();
  };
  document.addEventListener("pointerover", overs);
  document.addEventListener("focusin", overs);
  document.addEventListener("focusout", (event) => { if (!event.relatedTarget) lightFor(null); });

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  holder.append(tip);
  const hideTip = () => { tip.hidden = true; };
  const showTip = (element) => {
    const entries = entriesIn(element).filter((entry) => entry.shown);
    tip.replaceChildren(...entries.slice(0, 8).map((entry) => {
      const line = document.createElement("p");
      line.textContent = entry.words;
      return line;
    }));
    if (!entries.length) return;
    tip.hidden = false;
    const box = holder.getBoundingClientRect();
    const spot = element.getBoundingClientRect();
    const x = Math.min(box.width - tip.offsetWidth, Math.max(0, spot.left + spot.width / 2 - box.left - tip.offsetWidth / 2));
    const below = spot.bottom - box.top + 8;
    const above = spot.top - box.top - tip.offsetHeight - 8;
    tip.style.left = `${x}px`;
    tip.style.top = `${above > 0 ? above : below}px`;
  };

  let telling;
  const announce = (words) => {
    clearTimeout(telling);
    telling = setTimeout(() => { told.textContent = words; }, 80);
  };

  // ---- one incident is chosen: by its symbol, its row, its number in the text, or the address

  const choose = (number, { scroll = true, address = true } = {}) => {
    const entry = byNumber.get(number);
    for (const element of all(".chosen")) element.classList.remove("chosen");
    chosen = entry ? number : 0;
    if (!entry) return light([], null);
    for (const element of withIncident.get(number)) {
      if (!plan.contains(element)) element.classList.add("chosen");
    }
    const area = areaOf.get(number);
    if (siteOf.has(number)) bringIn(siteOf.get(number).at);
    light([number], null);
    if (area) area.element.classList.add("lit");
    if (address) history.replaceState(null, "", `#incident-${number}`);
    if (scroll) document.getElementById(`sentence-${number}`)?.scrollIntoView({ block: "nearest" });
    announce(`${number}. ${entry.words}. ${say.selected}`);
  };
  const chooseOf = (element) => {
    const visible = entriesIn(element).filter((entry) => entry.shown).map((entry) => entry.number);
    if (!visible.length) return;
    // Again at the same spot: the next of its incidents.
    choose(visible[(visible.indexOf(chosen) + 1) % visible.length]);
  };
  plan.addEventListener("click", (event) => {
    if (wasMoved) return void (wasMoved = false);
    const element = event.target.closest(".site, .carte .incident");
    if (element) return chooseOf(element);
    const place = event.target.closest("[data-place]")?.dataset.place;
    if (place) choosePlace(place);
  });
  const choosePlace = (place) => {
    const item = places.get(place);
    if (!item) return;
    if (positionOf(item)) bringIn(positionOf(item));
    light([], place);
    announce(item.textContent);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    const incident = link.getAttribute("href").match(/^#incident-(\d+)$/);
    if (incident) {
      event.preventDefault();
      choose(Number(incident[1]), { scroll: !link.closest(".text-part") });
      if (link.closest(".text-part")) byNumber.get(Number(incident[1]))?.row.scrollIntoView({ block: "nearest" });
    } else if (link.classList.contains("mention")) {
      event.preventDefault();
      choosePlace(link.dataset.place);
    }
  });
  const followAddress = () => {
    const incident = location.hash.match(/^#incident-(\d+)$/);
    if (!incident) return;
    const number = Number(incident[1]);
    choose(number, { scroll: false, address: false });
    // The browser goes to the row, and once more when all is loaded; the map is what the address is for.
    const target = (siteOf.get(number) || areaOf.get(number))?.element || byNumber.get(number)?.row;
    const look = () => requestAnimationFrame(() => requestAnimationFrame(() => target?.scrollIntoView({ block: "center" })));
    if (document.readyState === "complete") look();
    else window.addEventListener("load", look, { once: true });
  };
  window.addEventListener("hashchange", followAddress);

  // ---- the keyboard on the map

  holder.classList.add("live");
  svg.setAttribute("role", "group");
  holder.tabIndex = 0;
  holder.setAttribute("role", "group");
  holder.setAttribute("aria-labelledby", "map-head");
  holder.setAttribute("aria-describedby", "map-help");
  document.getElementById("map-help").hidden = false;
  const targets = [...sites, ...areas].sort((a, b) => a.entries[0].number - b.entries[0].number);
  for (const { element } of targets) {
    element.setAttribute("tabindex", "-1");
    element.setAttribute("role", "button");
  }
  const label = (group) => group.element.setAttribute(
    "aria-label", group.entries.filter((entry) => entry.shown).map((entry) => entry.words).join("; ") || say.selected);
  targets.forEach(label);
  const visibleTargets = () => targets.filter((group) => group.entries.some((entry) => entry.shown));
  const focusOn = (group) => {
    if (!group) return;
    if (group.at) bringIn(group.at);
    group.element.focus({ preventScroll: true });
  };
  holder.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const current = targets.find((group) => group.element === event.target);
    const step = wide / 6;
    const steps = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] };
    if (event.key === "+" || event.key === "=") enlarge(1.5);
    else if (event.key === "-") enlarge(1 / 1.5);
    else if (event.key === "0") show(1, 0, 0);
    else if (current && event.key === "Escape") holder.focus();
    else if (current && (event.key === "Enter" || event.key === " ")) chooseOf(current.element);
    else if (current && event.key in steps) {
      const order = visibleTargets();
      const forward = event.key === "ArrowRight" || event.key === "ArrowDown";
      focusOn(order[(order.indexOf(current) + (forward ? 1 : order.length - 1)) % order.length]);
    } else if (event.key === "Enter") focusOn(visibleTargets()[0]);
    else if (event.key in steps) show(view.scale, view.x + steps[event.key][0], view.y + steps[event.key][1]);
    else return;
    event.preventDefault();
  });

  // ---- days and filters

  const unit = Number(layout.dataset.unit);
  const sampleRadius = Number(say.sample);
  // The shape of most of what is left at a spot, the best attested status: as the picture itself is drawn.
  const leading = (entries) => {
    const tally = new Map();
    for (const { sample } of entries) tally.set(sample.dataset.symbol, (tally.get(sample.dataset.symbol) || 0) + 1);
    const most = Math.max(...tally.values());
    const symbol = entries.find(({ sample }) => tally.get(sample.dataset.symbol) === most).sample.dataset.symbol;
    const signs = entries.filter(({ sample }) => sample.dataset.symbol === symbol).map(({ sample }) => sample.dataset.sign);
    const times = (one) => signs.filter((other) => other === one).length;
    const sign = signs.find((one) => times(one) === Math.max(...signs.map(times)));
    const status = ["reported", "disputed", "claimed"].find((one) => entries.some((entry) => entry.status === one));
    return [...entries, ...rows].find((entry) =>
      entry.status === status && entry.sample.dataset.symbol === symbol && entry.sample.dataset.sign === sign && entry.sample.classList.contains("area") === entries[0].sample.classList.contains("area"))
      || entries[0];
  };
  const redraw = (group, isArea) => {
    const left_ = group.entries.filter((entry) => entry.shown);
    const key = group.entries.map((entry) => (entry.shown ? "1" : "0")).join("");
    if (key === group.key) return;
    group.key = key;
    group.element.style.display = left_.length ? "" : "none";
    if (group.name) group.name.style.display = left_.length ? "" : "none";
    if (group.count) group.count.parentNode.style.display = left_.length > 1 ? "" : "none";
    label(group);
    if (!left_.length) return;
    const model = leading(left_).sample;
    // Where colours are days, that of the last; their names sort as the days do.
    const dyes = left_.map(({ sample }) => sample.dataset).filter(({ ink }) => ink.startsWith("day_"));
    const dyed = dyes.reduce((one, other) => (other.ink > one.ink ? other : one), dyes[0] || model.dataset);
    const dye = (part) => {
      for (const name of ["fill", "stroke"]) {
        const value = part.getAttribute(name);
        if (value === model.dataset.color) part.setAttribute(name, dyed.color);
        else if (value === model.dataset.on) part.setAttribute(name, dyed.on);
        else if (value?.endsWith(`-${model.dataset.ink})`)) part.setAttribute(name, value.replace(`-${model.dataset.ink})`, `-${dyed.ink})`));
      }
      return part;
    };
    if (isArea) {
      const paths = [...group.element.querySelectorAll("path")];
      [...model.children].map((part) => dye(part.cloneNode(true))).forEach((part, index) => {
        for (const name of ["fill", "fill-opacity", "stroke", "stroke-dasharray"]) {
          const value = part.getAttribute(name);
          if (value === null) paths[index]?.removeAttribute(name);
          else paths[index]?.setAttribute(name, value);
        }
      });
      return;
    }
    const radius = unit * Math.sqrt(left_.length);
    const shape = document.createElementNS(NS, "g");
    shape.setAttribute("transform", `translate(${group.at[0]} ${group.at[1]}) scale(${radius / sampleRadius})`);
    shape.append(...[...model.children].map((part) => dye(part.cloneNode(true))));
    const sign = shape.querySelector(".signe");
    if (sign && layout.dataset.plain !== undefined) sign.remove();
    else if (sign && left_.length > 1) sign.setAttribute("transform", model.dataset.several);
    group.element.dataset.r = radius;
    group.title.textContent = left_.map((entry) => entry.words).join("\n");
    group.drawing.replaceChildren(group.title, shape);
    if (group.count) {
      group.count.textContent = left_.length;
      const isFilled = model.dataset.countRim === model.dataset.color;
      group.count.setAttribute("fill", isFilled ? dyed.on : model.dataset.count);
      group.count.setAttribute("stroke", isFilled ? dyed.color : model.dataset.countRim);
    }
  };

  const form = document.getElementById("filters");
  const slider = document.getElementById("day");
  const days = slider ? slider.dataset.days.split(" ") : [];
  const dayWords = slider ? slider.dataset.words.split("|") : [];
  const boxes = all("fieldset", form).map((set) => [set.dataset.filter, all("input", set)]);
  const update = (isFirst) => {
    const wanted = Object.fromEntries(
      boxes.map(([name, inputs]) => [name, new Set(inputs.filter((box) => box.checked).map((box) => box.value))]));
    const day = slider && days[Number(slider.value) - 1];
    let count = 0;
    for (const entry of rows) {
      const shown = (!wanted.kind || wanted.kind.has(entry.kind)) && (!wanted.status || wanted.status.has(entry.status))
        && (!wanted.claimant || entry.claimants.some((one) => wanted.claimant.has(one)))
        && (!day || (entry.from !== undefined && entry.from <= day && day <= entry.to));
      if (shown) count += 1;
      if (shown !== entry.shown) {
        entry.shown = shown;
        entry.row.hidden = !shown;
      }
    }
    for (const site of sites) redraw(site, false);
    for (const area of areas) redraw(area, true);
    for (const { element, entries } of margin) element.classList.toggle("absent", !entries.some((entry) => entry.shown));
    light([], null);
    const words = fill(say.shown, { n: count, total: rows.length });
    if (!isFirst) announce(day ? `${dayWords[Number(slider.value) - 1]}: ${words}` : words);
  };
  for (const area of areas) area.key = area.entries.map(() => "1").join("");
  form.addEventListener("change", () => update());
  form.addEventListener("reset", () => setTimeout(() => {
    if (slider) setDay(0);
    else update();
  }));
  form.addEventListener("submit", (event) => event.preventDefault());

  const play = document.getElementById("play");
  let playing;
  const setDay = (value) => {
    slider.value = value;
    const words = value ? dayWords[value - 1] : slider.dataset.all;
    slider.setAttribute("aria-valuetext", words);
    document.getElementById("day-told").textContent = words;
    update();
  };
  const stop = () => {
    clearInterval(playing);
    playing = undefined;
    play.textContent = play.dataset.play;
    play.setAttribute("aria-pressed", "false");
  };
  slider?.addEventListener("input", () => {
    stop();
    setDay(Number(slider.value));
  });
  play?.addEventListener("click", () => {
    if (playing) return stop();
    play.textContent = play.dataset.pause;
    play.setAttribute("aria-pressed", "true");
    setDay(Number(slider.value) === days.length ? 1 : Number(slider.value) + 1);
    playing = setInterval(() => {
      if (Number(slider.value) >= days.length) stop();
      else setDay(Number(slider.value) + 1);
    }, 900);
  });

  // ---- the rest

  document.getElementById("zoom-in").addEventListener("click", () => enlarge(1.5));
  document.getElementById("zoom-out").addEventListener("click", () => enlarge(1 / 1.5));
  document.getElementById("zoom-reset").addEventListener("click", () => show(1, 0, 0));
  const dark = document.getElementById("dark");
  const root = document.documentElement;
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  dark.setAttribute("aria-pressed", String(isDark()));
  dark.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    dark.setAttribute("aria-pressed", String(isDark()));
  });

  matchMedia("(max-width: 40rem)").addEventListener("change", () => {
    if (getComputedStyle(layout).display === "none") location.reload();
  });
  for (const element of all(".toolbar, .days, .filters")) {
    if (rows.length || element.classList.contains("toolbar")) element.hidden = false;
  }
  if (!boxes.length) form.hidden = true;
  update(true);
  followAddress();
})();
