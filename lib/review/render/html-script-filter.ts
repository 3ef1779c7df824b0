/** The filters of the page, in its form and in the address after `#`, so that a view can be shared. */
export const filterScript = String.raw`
  const form = document.getElementById('filters');
  const search = document.getElementById('search');
  const boxes = Array.from(form.querySelectorAll('input[type=checkbox]'));
  const status = document.getElementById('status');
  const picked = document.getElementById('picked');
  let pick = null;

  const searched = Array.from(document.querySelectorAll('[data-row]'), (element, index) => {
    const group = element.closest('tbody');
    return { element, row: rows[index], text: (element.textContent + ' ' + group.dataset.name).toLowerCase() };
  });
  const findings = Array.from(document.querySelectorAll('[data-finding]'), (element) => {
    return { element, text: element.textContent.toLowerCase() };
  });
  const groups = Array.from(document.querySelectorAll('tbody[data-name]'));

  const sections = Array.from(document.querySelectorAll('section')).filter((section) => {
    return section.querySelector('[data-finding], tbody[data-name]') !== null;
  });

  function checked(name) {
    return boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
  }

  function isPicked(row) {
    return pick === null || (pick.side === 'repository' ? row.repositories : row.principals).includes(pick.index);
  }

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    const operations = checked('can');
    const decisions = checked('is');
    const matches = (text) => words.every((word) => text.includes(word));
    const all = words.length + operations.length + decisions.length === 0 && pick === null;
    const shown = [];
    for (const { element, row, text } of searched) {
      const visible =
        (operations.length === 0 || row.operations.some((operation) => operations.includes(operation))) &&
        (decisions.length === 0 || row.decisions.some((decision) => decisions.includes(decision))) &&
        isPicked(row) &&
        matches(text);
      element.hidden = !visible;
      if (visible) shown.push(row);
    }
    for (const group of groups) group.hidden = !all && !group.querySelector('[data-row]:not([hidden])');
    for (const { element, text } of findings) element.hidden = !matches(text);
    for (const section of sections) {
      section.hidden = !all && section.querySelector('[data-finding]:not([hidden]), tbody:not([hidden])') === null;
    }
    status.textContent = shown.length + ' of ' + rows.length + ' lines' + (all ? '' : '; print has all of them');
    picked.hidden = pick === null;
    picked.textContent = pick === null ? '' : 'Only ' + nameOf(pick) + ' \u00d7';
    drawPicture(shown, operations, all ? data.closed : []);
    writeAddress();
  }

  function nameOf({ side, index }) {
    return side === 'repository' ? repositories[index].name : principals[index].name;
  }

  function writeAddress() {
    const values = new URLSearchParams();
    if (search.value !== '') values.set('q', search.value);
    for (const name of ['can', 'is']) if (checked(name).length > 0) values.set(name, checked(name).join(','));
    if (pick !== null) values.set(pick.side, nameOf(pick));
    const address = values.toString();
    const isPlace = !location.hash.includes('=');
    if (location.hash.slice(1) !== address && !(isPlace && address === '')) history.replaceState(null, '', address === '' ? '#' : '#' + address);
  }

  function readAddress() {
    const values = new URLSearchParams(location.hash.slice(1));
    search.value = values.get('q') || '';
    for (const box of boxes) box.checked = (values.get(box.name) || '').split(',').includes(box.value);
    pick = null;
    for (const [side, list] of [['repository', repositories], ['principal', principals]]) {
      const index = list.findIndex(({ name }) => name === values.get(side));
      if (index >= 0) pick = { side, index };
    }
    apply();
  }

  function choose(side, index) {
    pick = pick !== null && pick.side === side && pick.index === index ? null : { side, index };
    apply();
  }

  function unpick() {
    pick = null;
    apply();
  }

  let waiting;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => {
    pick = null;
    setTimeout(apply);
  });
  picked.addEventListener('click', unpick);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && pick !== null) unpick();
  });
  window.addEventListener('hashchange', () => {
    if (location.hash.includes('=')) readAddress();
  });
  form.hidden = false;
  readAddress();
`;
