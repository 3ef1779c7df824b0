import { elementById } from '../../../private/browser/elements';
import { searchOf } from '../../../private/text/search-words';

/** Shows the search of the index, if the page has an index, and only the repositories that match it. */
export function startIndexSearch(): void {
  if (!document.getElementById('index-search')) return;
  const form = elementById('index-search', HTMLFormElement);
  const search = elementById('search', HTMLInputElement);
  const found = elementById('found', HTMLElement);
  const rows = [...document.querySelectorAll<HTMLElement>('[data-repository]')].map((row) => {
    return { row, text: row.textContent.toLowerCase() };
  });
  const apply = (): void => {
    const matches = searchOf(search.value);
    for (const { row, text } of rows) row.hidden = !matches(text);
    const shown = rows.filter(({ row }) => !row.hidden).length;
    found.textContent = `${shown} of ${rows.length} repositories`;
  };
  search.addEventListener('input', apply);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  form.hidden = false;
  apply(); // the browser keeps the text of a field when the page is opened again
}
